import type { PlainDate } from '../application/application.ts';
import { isPlainDate } from '../calendar/plain-date.ts';

/** What is noted while a row's values are put right. */
export type Tidying = { repaired: boolean };

const blank = (text: string, at: number): boolean => {
  const character = text.charCodeAt(at);
  return character <= 32 || character === 0xa0;
};
const lowerCase = /[a-z]/;

/** The value without the blanks around it. */
export function tidyText(tidying: Tidying, value: string): string {
  if (value === '' || !(blank(value, 0) || blank(value, value.length - 1))) return value;
  tidying.repaired = true;
  return value.trim();
}

/** The same in capitals: codes and numbers are written in them. */
export function tidyCode(tidying: Tidying, value: string): string {
  const text = tidyText(tidying, value);
  if (!lowerCase.test(text)) return text;
  tidying.repaired = true;
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

const asExported = /^(\d{2})\/(\d{2})\/(\d{4})$/;
const exists = (date: string) => isPlainDate(date) && !date.startsWith('0000');

const isIsoDay = (text: string) => text.charCodeAt(4) === 45 && exists(text);

function isoDay(text: string): PlainDate | null {
  const [, day, month, year] = asExported.exec(text) ?? [];
  const date = `${year}-${month}-${day}`;
  return exists(date) ? date : null;
}

/** The same few thousand days stand in millions of rows. */
const known = new Map<string, PlainDate | null>();
const remembered = 20_000;

/** The day that `dd/MM/yyyy` names, or an ISO date, which is put right; null: there is no such day. */
export function tidyDate(tidying: Tidying, value: string): PlainDate | null {
  const text = tidyText(tidying, value);
  if (isIsoDay(text)) {
    tidying.repaired = true;
    return text;
  }
  let date = known.get(text);
  if (date === undefined) {
    date = isoDay(text);
    if (known.size < remembered) known.set(text, date);
  }
  return date;
}
