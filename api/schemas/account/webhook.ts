import { z } from 'zod';
import { events } from '../../../domain/notification/turn.ts';
import { problem } from '../../problem/problem.ts';
import { instant } from '../text.ts';

const url = z
  .string()
  .min(1)
  .max(500)
  .meta({ description: 'https, on the public internet, without user name or fragment' });
const event = z.enum(events as [string, ...string[]]);
const wanted = z
  .array(event)
  .min(1)
  .max(events.length)
  .refine((given) => new Set(given).size === given.length, 'Name each event once.')
  .meta({ uniqueItems: true });

export const newWebhookBody = z.strictObject({ url, events: wanted });
/** The whole of it; `on`: whether events are sent. */
export const webhookBody = z.strictObject({ url, events: wanted, on: z.boolean() });
/** Your own firm where it is left out. */
export const webhookQuery = z.strictObject({ iec: z.string().max(10).optional() });
export const webhookPath = z.strictObject({ id: z.uuid() });
export const deliveryPath = z.strictObject({ id: z.uuid(), delivery: z.uuid() });

const shown = {
  id: z.uuid(),
  iec: z.string(),
  url: z.string(),
  events: z.array(event),
  on: z.boolean(),
  /** Why it is off: its owner wanted it, or every delivery failed for days. */
  offBecause: z.enum(['owner', 'failing']).nullable(),
  offSince: instant.nullable(),
  /** Since when every delivery has failed; null while they arrive. */
  failingSince: instant.nullable(),
  /** Until when deliveries are signed by the secret before, too. */
  formerSecretUntil: instant.nullable(),
  createdAt: instant,
};
export const webhookAnswer = z.strictObject(shown).meta({ id: 'Webhook' });
export const webhooksAnswer = z.strictObject({ webhooks: z.array(webhookAnswer) });
/** `secret` is shown this once. */
export const newWebhookAnswer = z
  .strictObject({ ...shown, secret: z.string() })
  .meta({ id: 'NewWebhook' });

const deliveryStates = ['due', 'delivered', 'dead'] as const;
export const deliveriesQuery = z.strictObject({
  state: z.enum(deliveryStates).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const deliveryAnswer = z
  .strictObject({
    /** The `webhook-id` header. */
    id: z.uuid(),
    event,
    sequence: z.int(),
    /** null: of a certificate that came over from the earlier portal. */
    applicationId: z.uuid().nullable(),
    certificateNumber: z.string().nullable(),
    state: z.enum(deliveryStates),
    /** Since it was last begun. */
    attempts: z.int(),
    createdAt: instant,
    lastAttemptAt: instant.nullable(),
    lastStatus: z.int().nullable(),
    lastFailure: z.string().nullable(),
    nextAttemptAt: instant.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });
export const deliveriesAnswer = z.strictObject({
  deliveries: z.array(deliveryAnswer),
  nextCursor: z.string().nullable(),
});

export const cursorBelow = (sequence: number): string =>
  Buffer.from(String(sequence)).toString('base64url');

/** Below which sequence a page begins; null for the newest. Throws `bad-cursor`. */
export function sequenceBelow(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!/^[1-9]\d{0,14}$/.test(text)) throw problem('bad-cursor', 'The cursor cannot be read.');
  return Number(text);
}
