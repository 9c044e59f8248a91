import { z } from 'zod';
import { stages } from '../../../domain/stage.ts';
import { problem } from '../../problem/problem.ts';

const iec = z.string().regex(/^[A-Z0-9]{10}$/, 'An IEC of ten capital letters and digits.');

export const applicationQuery = z.strictObject({
  stage: z.enum(stages).optional(),
  /** One office only. */
  office: z
    .string()
    .regex(/^[A-Z0-9-]{1,60}$/, 'An office, such as "EIC-MUMBAI".')
    .optional(),
  /** One exporter only, for who acts for several. */
  iec: iec.optional(),
  /** Of a queue: one's own cases, or those that nobody has claimed. */
  claim: z.enum(['mine', 'none']).optional(),
  /** Of a queue: those alone that were due before today. */
  overdue: z.literal('true').optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

/** For whom a draft is; may be left out by who prepares for one exporter only. */
export const draftQuery = z.strictObject({ iec: iec.optional() });

const place = z.union([
  z.strictObject({ id: z.uuid() }),
  z.strictObject({ id: z.uuid(), submittedAt: z.iso.datetime(), perishable: z.boolean() }),
]);

export type Place = z.output<typeof place>;

export function cursorOf(at: Place): string {
  return Buffer.from(JSON.stringify(at)).toString('base64url');
}

/** Where a page begins; null for the first. Throws `bad-cursor`. */
export function placeOf(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw problem('bad-cursor', 'The cursor cannot be read.');
  }
}
