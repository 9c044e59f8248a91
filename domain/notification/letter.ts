/** Languages that the service speaks. */
export const languages = ['en', 'hi'] as const;
export type Language = (typeof languages)[number];

/** The same said in every language; plain text, escaped where it is shown. */
export type Words = Record<Language, string>;

/** What a mail says, in plain words; how it looks is the layout's affair. */
export type Letter = {
  subject: Words;
  /** Paragraphs, one sentence or a few each. */
  paragraphs: readonly Words[];
  /** What is meant to be copied or compared: a number, a code, a one-use password. */
  facts?: readonly { label: Words; value: string }[];
  /** Where to go on; its address is shown in full, so that it can be read before it is followed. */
  link?: { label: Words; url: string };
};
