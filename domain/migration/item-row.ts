import { isHs } from '../identifier/hs.ts';
import { exportColumns } from './export-file.ts';
import { isForm, plainCode, plainText } from './plain-row.ts';
import { type Fault, type StagedRow, stagedRow } from './staged-row.ts';
import { type Tidying, tidyCode, tidyText } from './tidy.ts';

const columnCount = exportColumns['items.psv'].length;
const serialForm = /^\d{1,6}$/;

/** The columns of `staged_item` that the values stand for. */
export const itemColumns = [
  ...['number', 'serial', 'hs', 'description', 'quantity', 'unit', 'weight_kg', 'criterion'],
];

/**
 * Reads a row of items.psv. What is wrong with it is wrong with its certificate: one that came over
 * with fewer goods than it was issued for would be a false one. So a row that cannot be read is
 * `hs-invalid` too.
 */
export function readItemRow(fields: readonly string[], tidying: Tidying): StagedRow {
  const number = tidyCode(tidying, fields[0] ?? '');
  if (fields.length !== columnCount) {
    const values = itemColumns.map((name) => (name === 'number' ? number : null));
    return stagedRow(tidying, ['hs-invalid', `${fields.length} columns`], values);
  }
  const text = (at: number) => tidyText(tidying, fields[at] ?? '');
  const [serial, hs] = [text(1), text(2)];
  const fault = (): Fault | null => {
    if (!serialForm.test(serial)) return ['hs-invalid', serial];
    return isHs(hs) ? null : ['hs-invalid', hs];
  };
  const known = serialForm.test(serial) ? serial : null;
  return stagedRow(tidying, fault(), [
    ...[number, known, hs, text(3), text(4), tidyCode(tidying, fields[5] ?? ''), text(6), text(7)],
  ]);
}

const plainForm = new RegExp(
  `${plainCode}{1,64}\\|\\d{1,6}\\|(?:\\d{6}|\\d{8})\\|${plainText}\\|${plainText}\\|${plainCode}*\\|${plainText}\\|${plainText}`,
  'y',
);

/**
 * Reads a row of items.psv that stands as it should in a text, as nearly all do, at a tenth of the cost:
 * with nothing to put right and no fault. What follows its number is staged as it stands. null:
 * `readItemRow` has to read it.
 */
export function readPlainItem(
  text: string,
  begin: number,
  end: number,
): { numberEnd: number; serial: number } | null {
  if (!isForm(plainForm, text, begin, end)) return null;
  const numberEnd = text.indexOf('|', begin);
  const serialEnd = text.indexOf('|', numberEnd + 1);
  if (!isHs(text.slice(serialEnd + 1, text.indexOf('|', serialEnd + 1)))) return null;
  return { numberEnd, serial: Number(text.slice(numberEnd + 1, serialEnd)) };
}
