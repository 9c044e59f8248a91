import { csvRows } from '../csv.ts';
import { isIndianCustomsSite, isUnLocode } from './port.ts';

/** The lists that name ports: one code set each, see `port.ts`. */
export const placeLists = ['un-locodes', 'customs-sites'] as const;
export type PlaceList = (typeof placeLists)[number];

export type Place = { code: string; name: string };

/** What a code of each list looks like, and with fewer of them a file is not the whole list. */
const forms: Record<PlaceList, { isOne: (code: string) => boolean; atLeast: number }> = {
  'un-locodes': { isOne: isUnLocode, atLeast: 10_000 },
  'customs-sites': { isOne: isIndianCustomsSite, atLeast: 100 },
};

/** The list that has a code of this form; null where it has the form of neither. */
export const placeListOf = (code: string): PlaceList | null =>
  placeLists.find((list) => forms[list].isOne(code)) ?? null;

/**
 * Reads a list from CSV with the columns `code` and `name` among others; UN/LOCODE's own has `country`
 * and `location` instead of a code, a row of each country without a place, and rows that are marked `X`
 * for removal: neither is a place. Answers with what is wrong, and where, when a code is none, or when too
 * few are there to be all. A place that stands twice, under two spellings, is one.
 */
export function readPlaces(
  text: string,
  list: PlaceList,
): { places: Place[] } | { objection: string } {
  const [head = [], ...rows] = csvRows(text.replace(/^\uFEFF/, ''), ',') ?? [];
  const names = head.map((name) => name.trim().toLowerCase());
  const cell = (cells: readonly string[], name: string) => cells[names.indexOf(name)]?.trim() ?? '';
  const inParts = names.includes('country') && names.includes('location');
  if (!names.includes('name') || !(inParts || names.includes('code'))) {
    return {
      objection: 'The first line must name the columns code (or country, location) and name.',
    };
  }
  const { isOne, atLeast } = forms[list];
  const places = new Map<string, Place>();
  for (const [index, cells] of rows.entries()) {
    const isNone = inParts && (cell(cells, 'location') === '' || cell(cells, 'change') === 'X');
    if (isNone || cells.every((one) => one === '')) continue;
    const code = inParts ? cell(cells, 'country') + cell(cells, 'location') : cell(cells, 'code');
    if (!isOne(code)) return { objection: `Row ${index + 2}: "${code}" is no code of ${list}.` };
    if (!places.has(code)) places.set(code, { code, name: cell(cells, 'name') });
  }
  return places.size < atLeast
    ? { objection: `Only ${places.size} places: this is not the whole list of ${list}.` }
    : { places: [...places.values()] };
}
