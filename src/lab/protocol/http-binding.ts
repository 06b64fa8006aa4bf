import type { NormalizedSchema } from '@smithy/core/schema';
import type { LabRequest } from './message.ts';
import type { Match } from './protocol.ts';
import { scalarFromText, scalarToText } from './scalar-text.ts';
import type { Operation, Service } from './service.ts';

/** A URI pattern (`/2013-04-01/hostedzone/{Id}/rrset?x=y`) taken apart. */
interface Route {
  method: string;
  segments: string[];
  query: [string, string][];
  operation: Operation;
}

const routes = new WeakMap<Service, Route[]>();

/** A service's routes, those with more fixed parts first, so that `/distribution/x/config` is not read as `/distribution/{Id}`. */
function routesOf(service: Service): Route[] {
  let found = routes.get(service);
  if (found === undefined) {
    found = service
      .operations()
      .flatMap((operation): Route[] => {
        if (operation.http === undefined) return [];
        const [method, pattern] = operation.http;
        const [path = '', query = ''] = pattern.split('?');
        return [{ method, segments: segmentsOf(path), query: [...new URLSearchParams(query)], operation }];
      })
      .sort((a, b) => fixedParts(b) - fixedParts(a));
    routes.set(service, found);
  }
  return found;
}

const isLabel = (segment: string): boolean => segment.startsWith('{');
const fixedParts = (route: Route): number =>
  route.segments.filter((segment) => !isLabel(segment)).length * 10 + route.query.length;
/** A trailing slash says nothing: the AWS CLI sends one where the SDK does not. */
const segmentsOf = (path: string): string[] => path.replace(/^\//, '').replace(/\/$/, '').split('/');

const decodeSegment = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
};

function labelsOf(route: Route, path: string[]): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  for (const [index, segment] of route.segments.entries()) {
    const given = path[index];
    if (given === undefined) return undefined;
    if (segment.endsWith('+}')) {
      const rest = decodeSegment(path.slice(index).join('/'));
      if (rest === undefined || rest === '') return undefined;
      labels[segment.slice(1, -2)] = rest;
      return labels;
    }
    const decoded = decodeSegment(given);
    if (decoded === undefined) return undefined;
    if (!isLabel(segment)) {
      if (segment !== decoded) return undefined;
    } else {
      if (decoded === '') return undefined;
      labels[segment.slice(1, -1)] = decoded;
    }
  }
  return path.length === route.segments.length ? labels : undefined;
}

/** Which operation a REST request asks for, by method, path and the pattern's fixed query parameters. */
export function matchRoute(service: Service, request: LabRequest): Match {
  const path = segmentsOf(request.path);
  for (const route of routesOf(service)) {
    if (route.method !== request.method) continue;
    if (!route.query.every(([name, value]) => isGiven(request.query, name, value))) continue;
    const labels = labelsOf(route, path);
    if (labels !== undefined) return { name: route.operation.name, operation: route.operation, labels };
  }
  return { name: `${request.method} ${request.path}`, operation: undefined };
}

/** S3's SDK says in `x-id` which operation it means, which the AWS CLI does not. */
const isGiven = (query: URLSearchParams, name: string, value: string): boolean =>
  (name === 'x-id' && !query.has(name)) || query.get(name) === value;

/** How a REST protocol reads and writes what is in the body. */
export interface BodyCodec {
  /** All members of `schema` that have no place elsewhere. */
  readMembers(schema: NormalizedSchema, body: Uint8Array): Record<string, unknown>;
  readPayload(schema: NormalizedSchema, body: Uint8Array): unknown;
  writeMembers(schema: NormalizedSchema, output: Record<string, unknown>): Uint8Array;
  writePayload(schema: NormalizedSchema, value: unknown): Uint8Array;
}

type Place = 'label' | 'query' | 'queries' | 'header' | 'prefixHeaders' | 'payload' | 'status' | 'body';

function placeOf(member: NormalizedSchema): Place {
  const traits = member.getMergedTraits();
  if (traits.httpLabel) return 'label';
  if (traits.httpQuery !== undefined) return 'query';
  if (traits.httpQueryParams) return 'queries';
  if (traits.httpHeader !== undefined) return 'header';
  if (traits.httpPrefixHeaders !== undefined) return 'prefixHeaders';
  if (traits.httpPayload) return 'payload';
  if (traits.httpResponseCode) return 'status';
  return 'body';
}

/** The members of a structure that travel in the body. */
function bodyMembers(schema: NormalizedSchema, value: Record<string, unknown>): Record<string, unknown> {
  const inBody: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    if (placeOf(member) === 'body' && value[name] !== undefined) inBody[name] = value[name];
  }
  return inBody;
}

/** Reads an operation's input from path, query, headers and body. https://smithy.io/2.0/spec/http-bindings.html */
export function decodeHttp(
  { operation, labels }: Match & { operation: Operation },
  request: LabRequest,
  codec: BodyCodec,
): Record<string, unknown> {
  const schema = operation.input;
  if (!schema.isStructSchema()) return {};
  const input: Record<string, unknown> = {};
  let inBody = false;
  for (const [name, member] of schema.structIterator()) {
    const traits = member.getMergedTraits();
    switch (placeOf(member)) {
      case 'label': {
        const label = labels?.[name];
        if (label !== undefined) input[name] = scalarFromText(member, label, name);
        break;
      }
      case 'query': {
        const given = request.query.getAll(traits.httpQuery!);
        if (given.length > 0) input[name] = fromQuery(member, given, name);
        break;
      }
      case 'queries':
        input[name] = Object.fromEntries(request.query);
        break;
      case 'header': {
        const header = request.headers[traits.httpHeader!.toLowerCase()];
        if (header !== undefined) input[name] = fromHeader(member, header, name);
        break;
      }
      case 'prefixHeaders': {
        const prefix = traits.httpPrefixHeaders!.toLowerCase();
        const found = Object.entries(request.headers).filter(([key]) => key.startsWith(prefix));
        input[name] = Object.fromEntries(found.map(([key, value]) => [key.slice(prefix.length), value]));
        break;
      }
      case 'payload':
        if (request.body.byteLength > 0) input[name] = codec.readPayload(member, request.body);
        break;
      default:
        inBody = true;
    }
  }
  if (!inBody || request.body.byteLength === 0) return input;
  return { ...bodyMembers(schema, codec.readMembers(schema, request.body)), ...input };
}

function fromQuery(member: NormalizedSchema, given: string[], name: string): unknown {
  if (!member.isListSchema()) return scalarFromText(member, given.at(-1)!, name);
  const element = member.getValueSchema();
  return given.map((text) => scalarFromText(element, text, name));
}

function fromHeader(member: NormalizedSchema, header: string, name: string): unknown {
  if (!member.isListSchema()) return scalarFromText(member, header, name);
  const element = member.getValueSchema();
  return header.split(',').map((text) => scalarFromText(element, text.trim(), name));
}

/** Puts an output into headers and body; answers those and the status. */
export function encodeHttp(
  schema: NormalizedSchema,
  output: Record<string, unknown>,
  codec: BodyCodec,
): { headers: Record<string, string>; body: Uint8Array; status?: number } {
  const headers: Record<string, string> = {};
  if (!schema.isStructSchema()) return { headers, body: new Uint8Array() };
  let body: Uint8Array | undefined;
  let status: number | undefined;
  let inBody = false;
  for (const [name, member] of schema.structIterator()) {
    const traits = member.getMergedTraits();
    const value = output[name];
    const place = placeOf(member);
    if (place === 'body') inBody = true;
    if (place === 'payload')
      body = value === undefined || value === null ? new Uint8Array() : codec.writePayload(member, value);
    if (value === undefined || value === null) continue;
    if (place === 'header') headers[traits.httpHeader!.toLowerCase()] = toHeader(member, value);
    if (place === 'status') status = Number(value);
    if (place === 'prefixHeaders') {
      for (const [key, item] of Object.entries(value as Record<string, string>)) {
        headers[`${traits.httpPrefixHeaders!}${key}`.toLowerCase()] = item;
      }
    }
  }
  body ??= inBody ? codec.writeMembers(schema, bodyMembers(schema, output)) : new Uint8Array();
  return { headers, body, status };
}

const headerText = (member: NormalizedSchema, value: unknown): string => {
  const text = scalarToText(member, value, 'http-date');
  // A header cannot hold a line break or control character; a name from a tag might.
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(text)) throw new TypeError('not a header value');
  return text;
};

const toHeader = (member: NormalizedSchema, value: unknown): string =>
  member.isListSchema()
    ? (value as unknown[]).map((item) => headerText(member.getValueSchema(), item)).join(', ')
    : headerText(member, value);
