import type { Text } from '../messages/text.ts';

/** Exit codes of every command (`docs/exit-codes.md`). */
export const exit = { done: 0, failed: 1, usage: 2, failOn: 3, interrupted: 130 } as const;

/**
 * A failure that a person can act on: one sentence that says what is wrong and what to do. The CLI prints it on stderr
 * and leaves with `exitCode`: 1 when it depends on the account, 2 when the input is wrong for any account.
 */
export class UserError extends Error {
  readonly text: Text;
  readonly exitCode: number;

  constructor(text: Text, exitCode: 1 | 2 = 1) {
    super(text.en);
    this.name = 'UserError';
    this.text = text;
    this.exitCode = exitCode;
  }
}
