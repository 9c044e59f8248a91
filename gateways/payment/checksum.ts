import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA256 of the text's UTF-8 bytes in upper-case hex, as BillDesk wants it. */
export function checksum(text: string, key: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('hex').toUpperCase();
}

/** The fields with their checksum behind them, as they travel in `msg`. */
export function seal(fields: string[], key: string): string {
  const text = fields.join('|');
  return `${text}|${checksum(text, key)}`;
}

/**
 * The fields of a sealed message without the checksum, or null when the checksum is not the one
 * that this key makes of everything before the last pipe. Compared in constant time.
 */
export function unseal(msg: string, key: string): string[] | null {
  const at = msg.lastIndexOf('|');
  if (at < 0) return null;
  const text = msg.slice(0, at);
  const given = Buffer.from(msg.slice(at + 1), 'utf8');
  const right = Buffer.from(checksum(text, key), 'utf8');
  const same = given.length === right.length && timingSafeEqual(given, right);
  return same ? text.split('|') : null;
}
