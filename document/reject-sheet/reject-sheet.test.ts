import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportColumns, exportFiles } from '../../domain/migration/export-file.ts';
import { fieldsOf } from '../../domain/migration/fields.ts';
import { guardedLine, guardedRows } from './guarded-csv.ts';
import { readSheet, sheetHead, sheetLine } from './reject-sheet.ts';

const reject = { line: 7, reason: 'columns', value: null } as const;
const file = 'certificates.psv' as const;
const sheet = (...rows: string[]) =>
  sheetHead() + rows.map((row) => sheetLine({ ...reject, file, row })).join('');

/** What a spreadsheet is told to run, in the ways that OWASP lists, and what it would write otherwise. */
const hostile = fc.oneof(
  fc.constantFrom(
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '=HYPERLINK("http://evil.example","x")',
    "'=1",
    "''",
    '＝1',
    '0388012345',
    '31/02/2021',
    '1,00,000',
    '.5',
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replaceAll(/[\r\n\0]/g, '')),
);
/** A value as the files have it: quoted where it needs it. */
const inFile = (value: string) => (/[|"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const rowOf = fc
  .array(hostile, { minLength: 1, maxLength: 20 })
  .map((all) => all.map(inFile).join('|'));

describe('a sheet of rejected rows', () => {
  test('gives every row back with the values that it had, whatever they are', () => {
    fc.assert(
      fc.property(fc.constantFrom(...exportFiles), rowOf, (of, row) => {
        const text = sheetHead() + sheetLine({ ...reject, file: of, row });
        const [back] = readSheet(text);
        expect(fieldsOf(back?.row ?? '')).toEqual(fieldsOf(row));
        expect(back).toMatchObject({ file: of, line: 7 });
      }),
    );
  });

  test('has no cell that a spreadsheet would run, or take for a number or a date', () => {
    fc.assert(
      fc.property(rowOf, (row) => {
        const cells = sheet(row)
          .slice(1)
          .matchAll(/(?<=^|,|\n)("(?:[^"]|"")*"|[^,\r\n]*)/g);
        for (const [, cell = ''] of cells) {
          expect(cell.replace(/^"/, '')).not.toMatch(/^[=+\-@＝＋－＠\t\r0-9.]/);
        }
      }),
    );
  });

  test('takes columns in any order, lines that end with LF alone, and fields that were filled in', () => {
    const short = 'EIC/2020/1|A1|01/01/2020';
    const [head = '', line = ''] = sheet(short).split('\r\n');
    expect(readSheet(`${head}\n${line}\n\n`)).toEqual([{ file, line: 7, row: short }]);
    const cells = guardedRows(sheet(short));
    const turned = cells.map(({ texts }) => guardedLine(texts.toReversed())).join('');
    expect(readSheet(turned)).toEqual([{ file, line: 7, row: short }]);
    const officer = cells[0]?.texts.indexOf('OFFICER') ?? 0;
    const more = cells.map(({ texts }, at) => (at === 0 ? texts : texts.with(officer, 'O1')));
    const row = readSheet(more.map(guardedLine).join(''))[0]?.row ?? '';
    expect(fieldsOf(row)).toHaveLength(exportColumns[file].length);
  });

  test.each([
    ['nothing', '', 'column FILE'],
    ['another table', 'a,b\n1,2\n', 'column FILE'],
    ['a strange file', sheet('a').replace('certificates.psv', '../../etc/passwd'), 'line 2: FILE'],
    ['no line number', sheet('a').replace("'7,", 'seven,'), 'line 2: LINE'],
    ['an open quote', `${sheet('a')}"open`, 'line 3 is left open'],
  ])('is refused with its line when it is none: %s', (_, text, words) => {
    expect(() => readSheet(text)).toThrow(words);
  });
});
