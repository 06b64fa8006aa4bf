/** A call as it came in, from a socket or straight from an SDK client in this process. */
export interface LabRequest {
  method: string;
  /** Still percent-encoded, without the query. */
  path: string;
  query: URLSearchParams;
  /** By lower-case name. */
  headers: Record<string, string>;
  body: Uint8Array;
  sourceIp: string;
}

export interface LabResponse {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** The text of a body; bytes that are not UTF-8 become U+FFFD. */
export const textOf = (body: Uint8Array): string => Buffer.from(body).toString('utf8');

/** A response with a text body. */
export function respond(
  status: number,
  contentType: string,
  text: string,
  headers: Record<string, string> = {},
): LabResponse {
  return { status, headers: { 'content-type': contentType, ...headers }, body: Buffer.from(text, 'utf8') };
}
