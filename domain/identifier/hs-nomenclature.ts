import { csvRows } from '../csv.ts';

export type HsEntry = { code: string; description: string };

/** Two, four or six digits; lists carry what is not specified as chapter 99. Chapter 77 is kept empty. */
const entry = /^(?!00|77)\d{2}(\d{2}(\d{2})?)?$/;
/** Fewer subheadings than this, and the file is not the whole of it (an edition has over 5 000). */
const subheadingsAtLeast = 4_000;

/**
 * Reads the nomenclature from CSV with the columns `hscode` and `description` among others. Answers with
 * what is wrong, and where, when a code is none or comes twice, or when too few are there to be all.
 */
export function readNomenclature(text: string): { entries: HsEntry[] } | { objection: string } {
  const [head = [], ...rows] = csvRows(text.replace(/^\uFEFF/, ''), ',') ?? [];
  const names = head.map((name) => name.trim().toLowerCase());
  const [code, description] = [names.indexOf('hscode'), names.indexOf('description')];
  if (code < 0 || description < 0) {
    return { objection: 'The first line must name the columns hscode and description.' };
  }
  const entries = new Map<string, HsEntry>();
  for (const [index, cells] of rows.entries()) {
    const found = cells[code]?.trim() ?? '';
    if (cells.length === 1 && found === '' && cells[0] === '') continue;
    if (found === 'TOTAL') continue;
    if (!entry.test(found))
      return { objection: `Row ${index + 2}: "${found}" is no code of two, four or six digits.` };
    if (entries.has(found)) return { objection: `Row ${index + 2}: ${found} is there twice.` };
    entries.set(found, { code: found, description: cells[description]?.trim() ?? '' });
  }
  const subheadings = [...entries.keys()].filter((one) => one.length === 6).length;
  return subheadings < subheadingsAtLeast
    ? { objection: `Only ${subheadings} subheadings: this is not a whole edition.` }
    : { entries: [...entries.values()] };
}
