import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** A new secret of an endpoint by the Standard Webhooks convention: `whsec_` and 32 bytes in base64. */
export const newWebhookSecret = (): string => `${prefix}${randomBytes(32).toString('base64')}`;

/** A delivery, as it is signed: its id, when it is sent in seconds since 1970, its body. */
export type SignedDelivery = { id: string; timestamp: number; body: string };

/**
 * The headers of a delivery by the Standard Webhooks convention: a signature (v1, HMAC-SHA256) by
 * each secret, two while one takes the other's place.
 */
export function webhookHeaders(
  { id, timestamp, body }: SignedDelivery,
  secrets: readonly string[],
): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
