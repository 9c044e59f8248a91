import { type Html, html } from './html.ts';
import type { Language } from './language.ts';

const formats = {
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
  hi: new Intl.DateTimeFormat('hi-IN', {
    dateStyle: 'long',
    timeZone: 'UTC',
    numberingSystem: 'latn',
  }),
};

/** A calendar date with its month in letters: abroad, 05/06 is read in two ways. */
export const dayText = (date: string, language: Language): string =>
  formats[language].format(new Date(`${date}T00:00:00Z`));

/** The same for programs too. */
export const day = (date: string, language: Language): Html =>
  html`<time datetime="${date}">${dayText(date, language)}</time>`;
