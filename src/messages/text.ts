/** The languages netops answers in. Korean is the default. */
export type Lang = 'ko' | 'en';

/**
 * One sentence in both languages. Diagnosis and findings carry `Text`, never a bare string, so that the same
 * snapshot gives the same findings whatever the reader's language; only a face (`report/`, `cli/`) picks one.
 */
export type Text = Readonly<Record<Lang, string>>;

/** A text that is the same in both languages: a name, an id, a command. */
export const verbatim = (text: string): Text => ({ ko: text, en: text });
