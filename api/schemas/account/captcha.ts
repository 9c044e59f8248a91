import { z } from 'zod';
import { captchaForms } from '../../../credential/captcha/answer.ts';
import { instant } from '../text.ts';

/** What every request behind a CAPTCHA brings: which question, and its answer. */
export const captchaAnswer = z
  .strictObject({
    id: z.uuid(),
    /** Of proof of work: base64 of `{ challenge, solution }` in JSON, as ALTCHA's clients make it. */
    answer: z.string().max(2000),
  })
  .meta({ id: 'CaptchaAnswer' });

export const captchaBody = z.strictObject({ form: z.enum(captchaForms) });

export const captchaQuestion = z
  .strictObject({
    id: z.uuid(),
    form: z.enum(captchaForms),
    /** Of `arithmetic`: the sum, and how it is read aloud. */
    question: z
      .strictObject({
        written: z.string(),
        spoken: z.strictObject({ en: z.string(), hi: z.string() }),
      })
      .optional(),
    /** Of `image`: address of the PNG that shows six digits. */
    image: z.string().optional(),
    /** Of `audio`: address of the WAV that says six digits; `?lang=hi` says them in Hindi. */
    audio: z.string().optional(),
    /** Of `proof-of-work`: what ALTCHA's clients solve. */
    challenge: z.looseObject({ parameters: z.looseObject({}), signature: z.string() }).optional(),
    expiresAt: instant,
  })
  .meta({ id: 'Captcha' });

export const captchaPath = z.strictObject({ id: z.uuid() });

export const captchaVoiceQuery = z.strictObject({ lang: z.enum(['en', 'hi']).default('en') });
