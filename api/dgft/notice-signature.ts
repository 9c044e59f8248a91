import { createHmac, timingSafeEqual } from 'node:crypto';

/** The three headers of a notice by the Standard Webhooks convention. */
export type NoticeHeaders = {
  id: string | undefined;
  timestamp: string | undefined;
  signature: string | undefined;
};

const toleranceSeconds = 5 * 60;

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Whether a notice was signed with one of our secrets (two, while one takes the other's place), over
 * these very bytes, within five minutes of `at`. The secrets are compared in constant time.
 */
export function isAuthenticNotice(
  { id, timestamp, signature }: NoticeHeaders,
  body: Uint8Array,
  secrets: readonly Uint8Array[],
  at: Date,
): boolean {
  if (!id || !/^[\x21-\x7e]{1,200}$/.test(id) || id.includes('.')) return false;
  if (!timestamp || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(at.getTime() / 1000 - Number(timestamp)) > toleranceSeconds) return false;
  const given = (signature ?? '').split(' ').slice(0, 10);
  return secrets
    .map((secret) =>
      createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest('base64'),
    )
    .some((right) => given.filter((one) => isSame(one, `v1,${right}`)).length > 0);
}
