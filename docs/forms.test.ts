import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { formsInWords } from '../document/form-list.ts';

test('R38 the page on forms lists every form, and which layouts are unconfirmed', () => {
  const page = readFileSync(path.join(import.meta.dirname, 'forms.md'), 'utf8');
  const rows = formsInWords.map(
    ({ scheme, boxes, confirmed, source }) =>
      `| ${scheme} | ${boxes.at(-1)?.number} | ${confirmed ? 'confirmed' : 'unconfirmed'} | ${source} |`,
  );
  expect(page.match(/^\| [A-Z].* \| (?:un)?confirmed \| .*$/gm)).toEqual(rows);
});
