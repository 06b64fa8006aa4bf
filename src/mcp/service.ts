import type { SourceOptions } from '../capabilities/source.ts';
import type { Lang } from '../messages/text.ts';

/** How a server was started. */
export interface ServiceOptions {
  source: SourceOptions;
  lang: Lang;
  /** Whether apply_change may change AWS, after a person's yes. */
  allowChanges: boolean;
  /** A line for whoever watches standard error. */
  log(line: string): void;
}
