import type { CommanderError } from 'commander';
import type { Text } from '../messages/text.ts';
import * as usage from '../messages/usage.ts';

/** What commander says in English about wrong usage, as one sentence in the reader's language. */
export function usageText(error: CommanderError): Text {
  const quoted = [...error.message.matchAll(/'([^']*)'/g)].map((m) => m[1] ?? '');
  const [first = '', second = ''] = quoted;
  const suggestion = /\(Did you mean (?:one of )?(.+?)\?\)/s.exec(error.message)?.[1];
  switch (error.code) {
    case 'commander.unknownOption':
      return usage.unknownOption(first, suggestion);
    case 'commander.unknownCommand':
      return usage.unknownCommand(first, suggestion);
    case 'commander.missingArgument':
      return usage.missingArgument(first);
    case 'commander.optionMissingArgument':
      return usage.optionMissingArgument(first);
    case 'commander.excessArguments':
      return usage.excessArguments();
    case 'commander.invalidArgument': {
      const choices = /Allowed choices are (.+?)\.?$/.exec(error.message)?.[1];
      return choices === undefined ? usage.other(error.message) : usage.invalidChoice(first, second, choices);
    }
    default:
      return usage.other(error.message.replace(/^error: /, ''));
  }
}
