import type { NormalizedSchema } from '@smithy/core/schema';
import { Malformed } from './malformed.ts';
import { scalarFromText } from './scalar-text.ts';

/** The parameters of a Query request as the tree that their dotted names spell: `Filter.1.Value.2`. */
interface FormNode {
  value?: string;
  children: Map<string, FormNode>;
  used: boolean;
}

const newNode = (): FormNode => ({ children: new Map(), used: false });
const maxDepth = 64;

function treeOf(parameters: Iterable<[string, string]>): FormNode {
  const root = newNode();
  for (const [name, value] of parameters) {
    const parts = name.split('.');
    if (parts.length > maxDepth) throw new Malformed('syntax', `The parameter ${name.slice(0, 100)}… is too deep`);
    let node = root;
    for (const part of parts) {
      let child = node.children.get(part);
      if (child === undefined) {
        child = newNode();
        node.children.set(part, child);
      }
      node = child;
    }
    node.value = value;
  }
  return root;
}

/** How a Query protocol names members on the wire. */
export interface FormNaming {
  /** The parameter of a structure's member. */
  member(schema: NormalizedSchema, name: string): string;
  /** EC2 numbers every list's elements directly; Query puts the element's name before the number. */
  flatLists: boolean;
}

/** ec2Query: `ec2QueryName`, else `xmlName` with a capital first letter, else the member's name likewise. */
export const ec2Naming: FormNaming = {
  member(schema, name) {
    const traits = schema.getMergedTraits();
    if (traits.ec2QueryName !== undefined) return String(traits.ec2QueryName);
    const base = traits.xmlName ?? name;
    return base.charAt(0).toUpperCase() + base.slice(1);
  },
  flatLists: true,
};

export const queryNaming: FormNaming = {
  member: (schema, name) => schema.getMergedTraits().xmlName ?? name,
  flatLists: false,
};

/**
 * Reads an operation's input from the parameters of an ec2Query or awsQuery request (`Action` and the like left out).
 * `unknown` names the parameters that the operation does not have. Throws `Malformed` for a value of the wrong type.
 */
export function inputFromForm(
  schema: NormalizedSchema,
  parameters: Iterable<[string, string]>,
  naming: FormNaming,
): { input: Record<string, unknown>; unknown: string[] } {
  const root = treeOf(parameters);
  const input = schema.isStructSchema() ? (readNode(schema, root, '', naming) as Record<string, unknown>) : {};
  const unknown: string[] = [];
  collectUnused(root, '', unknown);
  return { input, unknown };
}

function collectUnused(node: FormNode, path: string, into: string[]): void {
  if (node.value !== undefined && !node.used) into.push(path);
  for (const [name, child] of node.children) collectUnused(child, path === '' ? name : `${path}.${name}`, into);
}

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

function readNode(schema: NormalizedSchema, node: FormNode, path: string, naming: FormNaming): unknown {
  if (schema.isStructSchema()) {
    const struct: Record<string, unknown> = {};
    // An empty structure is sent as its bare name.
    if (node.value === '') node.used = true;
    for (const [name, member] of schema.structIterator()) {
      const parameter = naming.member(member, name);
      const child = node.children.get(parameter);
      if (child !== undefined) struct[name] = readNode(member, child, join(path, parameter), naming);
    }
    return struct;
  }
  if (schema.isListSchema()) return readList(schema, node, path, naming);
  if (schema.isMapSchema()) return readMap(schema, node, path, naming);
  if (node.value === undefined) return undefined;
  node.used = true;
  return scalarFromText(schema, node.value, path);
}

/** The children with numbers for names, in the order of the numbers. */
function numbered(node: FormNode, path: string): [string, FormNode][] {
  return [...node.children]
    .filter(([name]) => /^\d+$/.test(name))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([name, child]) => [join(path, name), child]);
}

function readList(schema: NormalizedSchema, node: FormNode, path: string, naming: FormNaming): unknown[] {
  const element = schema.getValueSchema();
  // An empty list is sent as its bare name.
  if (node.value === '') node.used = true;
  const traits = schema.getMergedTraits();
  const name = element.getMergedTraits().xmlName ?? 'member';
  const flat = naming.flatLists || Boolean(traits.xmlFlattened);
  const named = flat ? undefined : node.children.get(name);
  const [holder, at] = named === undefined ? [node, path] : [named, join(path, name)];
  return numbered(holder, at)
    .map(([childPath, child]) => readNode(element, child, childPath, naming))
    .filter((value) => value !== undefined);
}

function readMap(schema: NormalizedSchema, node: FormNode, path: string, naming: FormNaming): Record<string, unknown> {
  const map: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? 'key';
  const valueSchema = schema.getValueSchema();
  const valueName = valueSchema.getMergedTraits().xmlName ?? 'value';
  const entries = schema.getMergedTraits().xmlFlattened ? undefined : node.children.get('entry');
  const [holder, at] = entries === undefined ? [node, path] : [entries, join(path, 'entry')];
  for (const [childPath, child] of numbered(holder, at)) {
    const key = child.children.get(keyName);
    const value = child.children.get(valueName);
    if (key?.value === undefined || value === undefined) continue;
    key.used = true;
    map[key.value] = readNode(valueSchema, value, join(childPath, valueName), naming);
  }
  return { ...map };
}
