import { z } from 'zod';
import { verificationChannels } from '../../../domain/certificate/verification-channel.ts';
import { eitherVerification } from './taken-over.ts';

/** So many certificates can be asked after in one request. */
export const mostVerified = 500;

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'SHA-256 in 64 hexadecimal digits, small letters.');
const number = z.string().min(1).max(60);

export const verificationsBody = z.strictObject({
  certificates: z
    .array(z.union([z.strictObject({ number }), z.strictObject({ sha256 })]))
    .min(1)
    .max(mostVerified),
});

export const verificationsAnswer = z
  .strictObject({
    verifications: z.array(
      z.strictObject({
        /** The number or hash as it was asked. */
        asked: z.string(),
        /** The code of what stands in the way; null where there is a verification. */
        problem: z
          .enum(['certificate-not-found', 'certificate-number-mistyped', 'certificate-of-legacy'])
          .nullable(),
        verification: eitherVerification.nullable(),
      }),
    ),
  })
  .meta({ id: 'Verifications' });

export const verificationCountsAnswer = z
  .strictObject({
    number: z.string(),
    /** Since it was issued. */
    total: z.int(),
    /** Of the last 366 days in India, the earliest first; days and channels without any left out. */
    counts: z.array(
      z.strictObject({
        day: z.iso.date(),
        channel: z.enum(verificationChannels),
        count: z.int(),
      }),
    ),
  })
  .meta({ id: 'VerificationCounts' });
