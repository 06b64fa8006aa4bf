import type { NormalizedSchema } from '@smithy/core/schema';
import type { AwsError } from '../../changes/world.ts';
import type { Malformed } from './malformed.ts';
import type { LabRequest, LabResponse } from './message.ts';
import type { MissingMember } from './required.ts';
import { type Operation, queryErrorOf, type Service, type ServiceDefinition } from './service.ts';

/** One of AWS's protocols, from the server's side. */
export interface Protocol {
  /**
   * Which operation a request asks for. `operation` is absent when the service has none of that name.
   * Throws `AwsError` when the request does not say.
   */
  match(service: Service, request: LabRequest): Match;
  /** The operation's input. Throws `Malformed`. */
  decode(service: Service, match: Match & { operation: Operation }, request: LabRequest): Record<string, unknown>;
  encode(service: Service, operation: Operation, output: Record<string, unknown>, requestId: string): LabResponse;
  /** `service` is absent for a service that the lab does not know. */
  encodeError(service: Service | undefined, error: WireError, requestId: string): LabResponse;
  errors: CommonErrors;
}

export interface Match {
  name: string;
  operation: Operation | undefined;
  /** The API version that a Query request names. */
  version?: string;
  /** Form parameters without `Action` and `Version`. */
  parameters?: [string, string][];
  /** URI labels, decoded. */
  labels?: Record<string, string>;
}

/** What any service of a protocol answers to a bad call, in that protocol's own words. */
export interface CommonErrors {
  missingCredentials(): AwsError;
  incompleteSignature(detail: string): AwsError;
  expiredToken(): AwsError;
  unknownOperation(name: string, definition?: ServiceDefinition): AwsError;
  malformed(malformed: Malformed, definition: ServiceDefinition): AwsError;
  missing(members: MissingMember[], definition: ServiceDefinition): AwsError;
  denied(definition: ServiceDefinition, operation: string, callerArn: string): AwsError;
  throttled(): AwsError;
  tooLarge(): AwsError;
  internal(): AwsError;
}

/** An error ready for the wire: with the schema of its shape, if the service has modelled it. */
export interface WireError {
  /** The shape's name, or the code itself when no shape has it. */
  name: string;
  /** The code of awsQuery, which differs from the shape's name for some. */
  queryCode: string;
  message: string;
  status: number;
  fault: 'client' | 'server';
  schema: NormalizedSchema | undefined;
  members: Record<string, unknown>;
}

/** Looks an error's shape up and gives it the status that the model says. */
export function wireError(service: Service | undefined, error: AwsError): WireError {
  const schema = service?.error(error.code);
  const traits = schema?.getMergedTraits();
  const queryError = schema === undefined ? undefined : queryErrorOf(schema);
  const modelled = traits?.httpError ?? queryError?.[1] ?? (traits?.error === 'server' ? 500 : 400);
  // 400 is what AwsError says when its thrower said nothing.
  const status = error.status === 400 && schema !== undefined ? Number(modelled) : error.status;
  return {
    name: schema?.getName() ?? error.code,
    queryCode: queryError?.[0] ?? error.code,
    message: error.message,
    status,
    fault: status >= 500 ? 'server' : 'client',
    schema,
    members: error.members,
  };
}

/** An error's members with its message under the name that the shape gives it (`message` or `Message`). */
export function errorMembers(error: WireError): Record<string, unknown> {
  const messageMember =
    error.schema === undefined
      ? undefined
      : Object.keys(error.schema.getMemberSchemas()).find((name) => name.toLowerCase() === 'message');
  return { ...error.members, [messageMember ?? 'message']: error.message };
}

/** The name under which IAM policies know a service's actions. */
export const iamPrefix = (definition: ServiceDefinition): string =>
  definition.key === 'cloudwatch' ? 'cloudwatch' : definition.signingName;

/** AWS's sentence for a call that no policy allows. */
export const deniedMessage = (definition: ServiceDefinition, operation: string, callerArn: string): string => {
  const action = definition.iamActions?.[operation] ?? `${iamPrefix(definition)}:${operation}`;
  return `User: ${callerArn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
};
