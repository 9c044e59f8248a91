import { z } from 'zod';
import { instant } from '../text.ts';

/** Certificates of Indian authorities have about two kilobytes. */
const certificate = z.base64().min(1).max(16_000);

export const signingTokenBody = z.strictObject({
  challengeId: z.uuid(),
  /** The token's certificate, DER in base64. */
  certificate,
  /** Its issuers, each DER in base64; the root may be left out. */
  chain: z.array(certificate).max(5),
  /** RSASSA-PKCS1-v1_5 with SHA-256 over the challenge's bytes, base64. */
  signature: z.base64().min(1).max(1024),
  /** The account's present password. */
  password: z.string().min(1).max(1000),
});

export const challengeAnswer = z.strictObject({
  challengeId: z.uuid(),
  /** Sign exactly these ASCII characters: `ecoo sign-agent`, POST /sign-challenge. */
  challenge: z.string(),
  expiresAt: instant,
});

const token = z.strictObject({
  /** SHA-256 of the certificate's DER, hex. */
  sha256: z.string(),
  subject: z.string(),
  issuer: z.string(),
  validFrom: instant,
  validTo: instant,
  /** Whole days to the day of expiry in India; negative once expired. */
  daysLeft: z.int(),
  registeredAt: instant,
});

export const signingTokenAnswer = z.strictObject({
  /** null: none is registered, and nothing can be signed. */
  token: token.nullable(),
});
