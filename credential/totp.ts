import { Secret, TOTP } from 'otpauth';

/** What every authenticator app knows: six digits of SHA-1, a new code each half minute (RFC 6238). */
const form = { issuer: 'eCoO', algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** A new secret of 160 bits, in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

const totpOf = (secret: string, label = 'eCoO') =>
  new TOTP({ ...form, label, secret: Secret.fromBase32(secret) });

/** The address by which an authenticator app takes a secret over, itself or as a QR code. */
export function totpUri(secret: string, login: string): string {
  return totpOf(secret, login).toString();
}

/**
 * The time step whose code this is: the present one, or one before or after it, for clocks differ.
 * null when it is none of theirs. Whether the step was used before is for the record to say.
 */
export function totpStep(secret: string, code: string, at: Date): number | null {
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const timestamp = at.getTime();
  const delta = totpOf(secret).validate({ token, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1000 / form.period) + delta;
}
