/**
 * What a client sent cannot be read as the operation's input. Each protocol answers with its own code
 * (`SerializationException`, `MalformedInput`, `InvalidParameterValue` …).
 */
export class Malformed extends Error {
  readonly kind: 'syntax' | 'value' | 'unknown-parameter';
  /** The parameter's name on the wire, when one is to blame. */
  readonly parameter: string | undefined;

  constructor(kind: Malformed['kind'], message: string, parameter?: string) {
    super(message);
    this.name = 'Malformed';
    this.kind = kind;
    this.parameter = parameter;
  }
}
