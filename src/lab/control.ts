import { z } from 'zod';
import { type Product, products } from '../pricing/products.ts';
import { recording } from './behaviour/history.ts';
import { settle } from './behaviour/settle.ts';
import { labNow } from './clock.ts';
import { faultOf } from './faults/all/index.ts';
import { breakFault, FaultRefused, healFault } from './faults/inject.ts';
import { labRegionOf } from './from-snapshot.ts';
import type { LabState } from './state.ts';

/*
 * The lab's own control API: what no AWS call can set. JSON over HTTP under /_netops/, on loopback only.
 */

export interface ControlAnswer {
  status: number;
  body: unknown;
  changed: boolean;
  /** What the server itself must do. */
  serverMust?: 'reset' | 'stop';
}

const service = z.strictObject({
  kind: z.enum(['http', 'https', 'tcp', 'udp']),
  status: z.record(z.string(), z.int().min(100).max(599)).optional(),
  latencyMs: z.number().min(0).optional(),
  silent: z.boolean().optional(),
});
const host = z.strictObject({
  services: z.record(z.string().regex(/^(tcp|udp)\/\d{1,5}$/), service),
  silent: z.boolean().optional(),
});
const load = z.strictObject({
  connections: z.number().min(0).optional(),
  bytesPerHour: z.number().min(0).optional(),
  portAllocationErrors: z.number().min(0).optional(),
  packetsDropped: z.number().min(0).optional(),
});
const apiFault = z.strictObject({
  id: z.string().min(1).optional(),
  operation: z.string().min(1),
  region: z.string().optional(),
  account: z.string().optional(),
  effect: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('error'),
      code: z.string().regex(/^[A-Za-z][\w.]*$/),
      status: z.int().min(400).max(599).default(400),
      message: z.string().optional(),
    }),
    z.strictObject({ kind: z.literal('delay'), ms: z.number().min(0).max(600_000) }),
    z.strictObject({ kind: z.literal('cut') }),
    z.strictObject({ kind: z.literal('truncate') }),
  ]),
  times: z.int().min(1).optional(),
  share: z.number().min(0).max(1).optional(),
});
const link = z.strictObject({ up: z.boolean() });
const price = z.strictObject({ usd: z.number().min(0) });
const clock = z.strictObject({ fixed: z.iso.datetime().nullable() });

const ok = (body: unknown, changed = false): ControlAnswer => ({ status: 200, body, changed });
const refuse = (status: number, error: string): ControlAnswer => ({ status, body: { error }, changed: false });

/** The links that can be cut: Direct Connect connections and virtual interfaces, VPN tunnels (`vpn-…/outside address`). */
export function linksOf(state: LabState): string[] {
  const links: string[] = [];
  for (const { directconnect, ec2 } of state.snapshot.scopes) {
    for (const { connectionId } of directconnect?.connections ?? []) links.push(connectionId ?? '');
    for (const { virtualInterfaceId } of directconnect?.virtualInterfaces ?? []) links.push(virtualInterfaceId ?? '');
    for (const { VpnConnectionId, VgwTelemetry } of ec2?.VpnConnections ?? []) {
      for (const { OutsideIpAddress } of VgwTelemetry ?? []) links.push(`${VpnConnectionId}/${OutsideIpAddress}`);
    }
  }
  return [...new Set(links)].filter((id) => id !== '').sort();
}

function hasHost(state: LabState, id: string): boolean {
  if (id in state.hosts) return true;
  return state.snapshot.scopes.some(({ ec2 }) =>
    ec2?.Reservations?.some(({ Instances }) => Instances?.some(({ InstanceId }) => InstanceId === id)),
  );
}

/** What the lab is and does, in short. */
export function statusOf(state: LabState): Record<string, unknown> {
  const { snapshot } = state;
  return {
    createdAt: state.createdAt,
    now: labNow(state).toISOString(),
    accounts: [...new Set(snapshot.scopes.map(({ account }) => account))].sort(),
    regions: snapshot.regions,
    region: labRegionOf(state),
    changes: state.events.length,
    pending: state.pending.length,
    linksDown: state.linksDown,
    apiFaults: state.apiFaults.length,
  };
}

/**
 * Answers one call of the control API.
 *
 * @param path below `/_netops/`, decoded by segment: `['hosts', 'i-0df8…']`
 */
export function control(state: LabState, method: string, path: string[], body: unknown): ControlAnswer {
  const [area = '', ...rest] = path;
  const id = rest.join('/');
  /** What health checks and metrics will show. */
  const measured = <T>(schema: z.ZodType<T>, given: unknown, apply: (value: T) => unknown): ControlAnswer =>
    checked(schema, given, (value) => {
      settle(state, labNow(state));
      return recording(state, labNow(state), () => apply(value));
    });
  switch (`${method} ${area}`) {
    case 'GET status':
      return ok(statusOf(state));
    case 'GET state': {
      const { hosts, linksDown, load: loads, apiFaults, pending, clock: fixed, events } = state;
      return ok({ hosts, links: linksOf(state), linksDown, load: loads, apiFaults, pending, clock: fixed, events });
    }
    case 'GET hosts':
      return id === '' ? ok(state.hosts) : id in state.hosts ? ok(state.hosts[id]) : refuse(404, `no host ${id}`);
    case 'PUT hosts':
      if (!hasHost(state, id)) return refuse(404, `no host ${id}`);
      return measured(host, body, (given) => {
        state.hosts[id] = given;
        return given;
      });
    case 'PUT links':
      if (!linksOf(state).includes(id)) return refuse(404, `no link ${id}; links: ${linksOf(state).join(', ')}`);
      return measured(link, body, ({ up }) => {
        state.linksDown = state.linksDown.filter((down) => down !== id);
        if (!up) state.linksDown.push(id);
        return { linksDown: state.linksDown };
      });
    case 'PUT load':
      if (id === '') return refuse(404, 'which resource?');
      return measured(load, body, (given) => {
        state.load[id] = given;
        return given;
      });
    case 'DELETE load':
      if (!(id in state.load)) return refuse(404, `no load on ${id}`);
      settle(state, labNow(state));
      recording(state, labNow(state), () => delete state.load[id]);
      return ok({}, true);
    case 'GET api-faults':
      return ok(state.apiFaults);
    case 'POST api-faults':
      return checked(apiFault, body, (given) => {
        const fault = { ...given, id: given.id ?? `fault-${state.sequence++}` };
        state.apiFaults = [...state.apiFaults.filter((known) => known.id !== fault.id), fault];
        return fault;
      });
    case 'DELETE api-faults':
      state.apiFaults = id === '' ? [] : state.apiFaults.filter((known) => known.id !== id);
      return ok(state.apiFaults, true);
    case 'PUT prices': {
      const [name = '', region = ''] = rest;
      if (!Object.hasOwn(products, name) || region === '') return refuse(404, `no price ${id}: <product>/<region>`);
      const product = name as Product;
      return checked(price, body, ({ usd }) => {
        const asOf = labNow(state).toISOString().slice(0, 10);
        const others = (state.prices ?? []).filter((p) => p.product !== product || p.region !== region);
        state.prices = [...others, { product, region, usd, asOf }];
        return state.prices;
      });
    }
    case 'GET faults':
      return ok(state.faults ?? []);
    case 'PUT faults':
    case 'DELETE faults':
      return faulty(state, id, method === 'PUT');
    case 'PUT clock':
      return checked(clock, body, ({ fixed }) => {
        if (fixed === null) delete state.clock;
        else state.clock = { fixed: new Date(fixed).toISOString() };
        return { now: labNow(state).toISOString() };
      });
    case 'POST reset':
      return { ...ok({}, true), serverMust: 'reset' };
    case 'POST stop':
      return { ...ok({}), serverMust: 'stop' };
    default:
      return refuse(404, `no ${method} /_netops/${path.join('/')}`);
  }
}

/** Makes or mends a fault by its id. A refusal's `reason` is `FaultRefused`'s, for the caller to put into words. */
function faulty(state: LabState, id: string, make: boolean): ControlAnswer {
  const fault = faultOf(id);
  if (fault === undefined) return refuse(404, `no fault ${id}`);
  try {
    if (make) return ok(breakFault(state, fault, labNow(state)), true);
    healFault(state, id, labNow(state));
    return ok(state.faults ?? [], true);
  } catch (error) {
    if (!(error instanceof FaultRefused)) throw error;
    return { status: 409, body: { error: error.message, reason: error.reason }, changed: false };
  }
}

function checked<T>(schema: z.ZodType<T>, body: unknown, apply: (value: T) => unknown): ControlAnswer {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return refuse(400, z.prettifyError(parsed.error));
  return ok(apply(parsed.data), true);
}
