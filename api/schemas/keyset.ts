import { z } from 'zod';
import { problem } from '../problem/problem.ts';

const place = z.strictObject({ at: z.iso.datetime(), id: z.uuid() });

/** Behind which row of a list ordered by time and id a page begins. */
export type TimedPlace = z.output<typeof place>;

export const cursorAt = (at: string, id: string): string =>
  Buffer.from(JSON.stringify({ at, id })).toString('base64url');

/** Where a page begins; null for the first. Throws `bad-cursor`. */
export function placeAt(cursor: string | undefined): TimedPlace | null {
  if (cursor === undefined) return null;
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw problem('bad-cursor', 'The cursor cannot be read.');
  }
}
