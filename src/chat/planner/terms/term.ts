import type { Text } from '../../../messages/text.ts';

/** A term of networking or AWS, explained. */
export interface Term {
  /** The term as a heading. */
  title: Text;
  /** What people write for it, parted by commas; a blank may be there or not. */
  forms: string;
  says: Text;
  /** AWS's documentation, or the RFC. */
  reference: string;
}

const aws = 'https://docs.aws.amazon.com/';

/** @param page below docs.aws.amazon.com, or a whole address */
export const term = (title: Text | string, forms: string, page: string, ko: string, en: string): Term => ({
  title: typeof title === 'string' ? { ko: title, en: title } : title,
  forms,
  says: { ko, en },
  reference: page.startsWith('https:') ? page : `${aws}${page}`,
});
