import { type Named, namedBy } from './inventory.ts';
import { metricCall } from './metric-call.ts';
import type { Step } from './planner/plan.ts';

/** A tool's name, and what it is asked. */
export interface ToolCall {
  tool: string;
  input: Record<string, unknown>;
}

/** The tool call that a planned step comes to; undefined where no tool does that yet. */
export function toolCallOf(step: Step, inventory: readonly Named[]): ToolCall | undefined {
  const [first] = step.resources ?? [];
  const window = step.window === undefined ? {} : { since: step.window.from, until: step.window.to };
  switch (step.intent) {
    case 'overview':
      return { tool: 'analyze_network', input: {} };
    case 'security':
      return { tool: 'audit_security', input: {} };
    case 'cost':
      return { tool: 'estimate_cost', input: {} };
    case 'lb':
      return { tool: 'diagnose_load_balancer', input: { ...(first === undefined ? {} : { name: first }), ...window } };
    case 'nat':
      return { tool: 'analyze_nat_gateway', input: { ...natFilter(first, inventory), ...window } };
    case 'exposure':
      return { tool: 'find_exposure', input: exposureOf(step, inventory) };
    case 'path': {
      const { from, to, port, toPort, protocol } = step.flow ?? {};
      if (from === undefined || to === undefined) return undefined;
      const input = {
        source: from,
        destination: to,
        ...(port === undefined ? {} : { port: toPort === undefined ? String(port) : `${port}-${toPort}` }),
        ...(protocol === undefined ? {} : { protocol }),
      };
      return { tool: 'trace_path', input };
    }
    case 'metric':
      return metricCall(step, inventory) ?? analysisOf(step, inventory, window);
    case 'change':
      return {
        tool: 'apply_change',
        input: { change: changeWords(step), ...(step.change?.preview === true ? { preview_only: true } : {}) },
      };
    default:
      return undefined;
  }
}

/** Figures of a gateway or a balancer without a metric's name: its own analysis has them all. */
function analysisOf(
  step: Step,
  inventory: readonly Named[],
  window: { since?: string; until?: string },
): ToolCall | undefined {
  const [first] = step.resources ?? [];
  const kind = first === undefined ? undefined : namedBy(first, inventory)?.kind;
  if (kind === 'load-balancer' || kind === 'target-group')
    return { tool: 'diagnose_load_balancer', input: { name: first, ...window } };
  if (kind === 'nat-gateway' || kind === 'vpc')
    return { tool: 'analyze_nat_gateway', input: { ...natFilter(first, inventory), ...window } };
  return undefined;
}

function natFilter(name: string | undefined, inventory: readonly Named[]): Record<string, string> {
  if (name === undefined) return {};
  if (name.startsWith('nat-')) return { id: name };
  const known = namedBy(name, inventory);
  if (known?.kind === 'nat-gateway') return { id: known.id };
  // What lies in a VPC goes out through that VPC's gateways.
  if (known !== undefined && known.kind !== 'vpc') return known.vpc === undefined ? { name } : { vpc: known.vpc };
  return { vpc: name };
}

/** Who reaches a VPC; of what lies in one, its VPC. */
function exposureOf({ resources = [] }: Step, inventory: readonly Named[]): Record<string, string> {
  const [to] = resources;
  if (to === undefined) return {};
  const known = namedBy(to, inventory);
  return { from: 'internet', to: known === undefined || known.kind === 'vpc' ? to : (known.vpc ?? to) };
}

const changeWords = ({ change, resources = [] }: Step): string | string[] =>
  change?.words ?? [change?.action ?? '', ...resources];
