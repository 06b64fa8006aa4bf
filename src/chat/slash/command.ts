import type { Root } from 'mdast';
import type { Text } from '../../messages/text.ts';
import type { Chat } from '../chat.ts';

/** What a slash command answers. */
export interface Reply {
  /** Lines, as they are. */
  says?: Text[];
  /** A block for the terminal. */
  content?: Root;
  /** The chat ends. */
  leave?: boolean;
  /** The screen is emptied. */
  clear?: boolean;
}

/** One command of the chat: `/name words…`. */
export interface SlashCommand {
  name: string;
  aliases?: readonly string[];
  /** How it is written, one form a line. */
  usage: readonly string[];
  description: Text;
  /** Words that its first argument may be. */
  words?: readonly string[];
  /** What may stand after the words so far; for completion. */
  complete?(words: readonly string[], chat: Chat): Promise<readonly string[]>;
  /** @throws UserError for what cannot be done */
  run(words: readonly string[], chat: Chat): Promise<Reply>;
}
