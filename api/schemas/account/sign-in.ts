import { z } from 'zod';
import { instant, line } from '../text.ts';
import { captchaAnswer } from './captcha.ts';

const authenticatorCode = z
  .string()
  .regex(/^\d{3} ?\d{3}$/, 'Six digits, as the authenticator shows them.');

export const sessionBody = z.strictObject({
  login: line(254),
  password: z.string().min(1).max(256),
  /** Six digits of the authenticator, where the account has one. */
  code: authenticatorCode.optional(),
  captcha: captchaAnswer,
});

export const authenticatorBody = z.strictObject({
  /** Needed where the account has one. */
  password: z.string().min(1).max(256).optional(),
  /** Of the authenticator in use, where there is one. */
  code: authenticatorCode.optional(),
});

export const authenticatorOffer = z
  .strictObject({
    /** For the authenticator app: `otpauth://totp/…`. */
    uri: z.string(),
    /** The same secret for typing, in base32. */
    secret: z.string(),
    /** The address as a QR code: a data URI of a PNG. */
    qr: z.string(),
  })
  .meta({ id: 'AuthenticatorOffer' });

export const authenticatorConfirmation = z.strictObject({ code: authenticatorCode });

export const accountPath = z.strictObject({ id: z.uuid() });

export const sessionsAnswer = z
  .strictObject({
    sessions: z.array(
      z.strictObject({
        id: z.uuid(),
        /** The one that asks. */
        current: z.boolean(),
        network: z.string(),
        userAgent: z.string(),
        createdAt: instant,
        lastSeenAt: instant,
        expiresAt: instant,
      }),
    ),
  })
  .meta({ id: 'Sessions' });
