import { z } from 'zod';
import { problem } from '../../problem/problem.ts';

const places = {
  account: z.strictObject({ after: z.string().min(1).max(200) }),
  movement: z.strictObject({ before: z.int().min(1) }),
  refund: z.strictObject({ at: z.iso.datetime(), id: z.string().min(1).max(40) }),
};

const cursorOf = (place: object): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

function placeOf<Place>(schema: z.ZodType<Place>, cursor: string): Place {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw problem('bad-cursor', 'The cursor cannot be read.');
  }
}

export const cursorAfter = (account: string): string => cursorOf({ after: account });
export const cursorBefore = (version: number): string => cursorOf({ before: version });

/** Behind which account a page begins; null for the first. Throws `bad-cursor`. */
export const accountAfter = (cursor: string | undefined): string | null =>
  cursor === undefined ? null : placeOf(places.account, cursor).after;

/** Below which version of the account a page begins; null for the newest. Throws `bad-cursor`. */
export const versionBefore = (cursor: string | undefined): number | null =>
  cursor === undefined ? null : placeOf(places.movement, cursor).before;

export const cursorBehind = ({ askedAt, id }: { askedAt: Date; id: string }): string =>
  cursorOf({ at: askedAt.toISOString(), id });

/** Behind which refund a page begins; null for the newest. Throws `bad-cursor`. */
export const refundBefore = (cursor: string | undefined): { at: string; id: string } | null =>
  cursor === undefined ? null : placeOf(places.refund, cursor);
