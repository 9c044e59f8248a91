import { randomUUID } from 'node:crypto';
import {
  answerHash,
  type CaptchaForm,
  digitsOf,
  questionsOf,
} from '../../credential/captcha/answer.ts';
import { sumOf } from '../../credential/captcha/arithmetic.ts';
import { workOf } from '../../credential/captcha/proof-of-work.ts';
import { putCaptcha } from '../../db/queries/sign-in/captcha.ts';
import type { ApiDependencies } from '../dependencies.ts';

const lifeMs = 5 * 60_000;

async function questionOf({ masterKeys }: ApiDependencies, form: CaptchaForm, expiresAt: Date) {
  const id = randomUUID();
  const [question] = questionsOf(masterKeys, id);
  switch (form) {
    case 'arithmetic': {
      const { written, spoken, answer } = sumOf(question);
      return {
        id,
        expected: answerHash(question, answer),
        asked: { question: { written, spoken } },
      };
    }
    case 'image':
    case 'audio': {
      const address = `/api/v1/captchas/${id}/${form}`;
      return { id, expected: answerHash(question, digitsOf(question)), asked: { [form]: address } };
    }
    case 'proof-of-work': {
      const { challenge, expected } = await workOf(question, expiresAt);
      return { id, expected, asked: { challenge } };
    }
    default:
      return form satisfies never;
  }
}

export type AskedCaptcha = {
  id: string;
  form: CaptchaForm;
  expiresAt: string;
  question?: { written: string; spoken: { en: string; hi: string } };
  challenge?: unknown;
};

/** Asks a new question; its answer counts once, within five minutes. */
export async function askCaptcha(api: ApiDependencies, form: CaptchaForm): Promise<AskedCaptcha> {
  const expiresAt = new Date(Date.now() + lifeMs);
  const { id, expected, asked } = await questionOf(api, form, expiresAt);
  await putCaptcha(api.database, { id, form, expected, expiresAt });
  return { id, form, ...asked, expiresAt: expiresAt.toISOString() };
}
