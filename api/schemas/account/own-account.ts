import { z } from 'zod';
import { longestPassword } from '../../../credential/password.ts';
import { rights, tokenScopes } from '../../../domain/authority/actor.ts';
import { roles } from '../../../domain/authority/role.ts';
import { indianMobile } from '../../../domain/identifier/mobile.ts';
import { languages } from '../../../domain/notification/letter.ts';
import { instant, line } from '../text.ts';
import { captchaAnswer } from './captcha.ts';
import { givenScopes } from './rights.ts';

const password = z.string().min(1).max(longestPassword);
/** What a mailed link carries. */
const linkToken = z.string().max(200);

export const passwordResetRequestBody = z.strictObject({
  /** IEC or e-mail address. */
  login: line(254),
  captcha: captchaAnswer,
});

export const passwordResetBody = z.strictObject({ token: linkToken, password });

export const passwordBody = z.strictObject({ current: password, password });

export const emailChangeBody = z.strictObject({
  email: z.email('An e-mail address.').max(254),
  password,
});

export const emailConfirmationBody = z.strictObject({ token: linkToken });

/** `waitingFor`: whose word is still missing; null when the address has changed. */
export const emailConfirmationAnswer = z
  .strictObject({ waitingFor: z.enum(['old', 'new']).nullable() })
  .meta({ id: 'EmailConfirmation' });

export const mobileChangeBody = z.strictObject({
  mobile: z
    .string()
    .max(20)
    .refine((text) => indianMobile(text) !== null, 'An Indian mobile number of ten digits.'),
  password,
});

/** What mails and SMS of cases are written in. */
export const languageBody = z.strictObject({ language: z.enum(languages) });

export const mobileConfirmationBody = z.strictObject({
  code: z.string().regex(/^\d{6}$/, 'The six digits of the message.'),
});

const right = z.enum(rights);

export const ownAccountAnswer = z
  .strictObject({
    id: z.uuid(),
    role: z.enum(roles),
    login: z.string(),
    name: z.string(),
    designation: z.string().nullable(),
    email: z.string(),
    mobile: z.string().nullable(),
    language: z.enum(languages),
    iec: z.string().nullable(),
    firm: z.string().nullable(),
    agency: z.string().nullable(),
    offices: z.array(z.string()),
    /** What an API token of this person can be made for. */
    rights: z.array(z.enum(tokenScopes)),
    /** Exporters that this person acts for, and with which rights. */
    mandates: z.array(z.strictObject({ iec: z.string(), rights: z.array(right) })),
    authenticator: z.boolean(),
    /** false: the person signs in with DGFT. */
    hasPassword: z.boolean(),
    createdAt: instant,
  })
  .meta({ id: 'OwnAccount' });

export const tokenBody = z.strictObject({
  name: line(60),
  scopes: givenScopes,
  /** A year at most: what nobody remembers must end by itself. */
  days: z.int().min(1).max(365),
});

export const tokenPath = z.strictObject({ id: z.uuid() });

const tokenShown = {
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.enum(tokenScopes)),
  state: z.enum(['in-force', 'expired', 'revoked']),
  createdAt: instant,
  expiresAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
};

const tokenAnswer = z.strictObject(tokenShown).meta({ id: 'ApiToken' });
export const tokensAnswer = z.strictObject({ tokens: z.array(tokenAnswer) });
/** `token` is shown this once: only its hash is kept. */
export const newTokenAnswer = z
  .strictObject({ ...tokenShown, token: z.string() })
  .meta({ id: 'NewApiToken' });
