import type { z } from 'zod';
import { isAnswer } from '../../credential/captcha/answer.ts';
import { isWorkDone } from '../../credential/captcha/proof-of-work.ts';
import { takeCaptcha } from '../../db/queries/sign-in/captcha.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { problem } from '../problem/problem.ts';
import type { captchaAnswer } from '../schemas/account/captcha.ts';

/** Whether the question was answered rightly. It is used up by that, right or wrong. */
export async function isCaptchaAnswered(
  { database, masterKey }: ApiDependencies,
  { id, answer }: z.output<typeof captchaAnswer>,
): Promise<boolean> {
  const asked = await takeCaptcha(database, id);
  if (!asked) return false;
  const question = { masterKey, id };
  return asked.form === 'proof-of-work'
    ? isWorkDone(question, answer, asked.expected)
    : isAnswer(question, answer, asked.expected);
}

/** Throws `captcha-refused` unless the question was answered rightly, for the first time and in time. */
export async function requireCaptcha(
  api: ApiDependencies,
  given: z.output<typeof captchaAnswer>,
): Promise<void> {
  if (await isCaptchaAnswered(api, given)) return;
  throw problem('captcha-refused', 'The answer is not right, or the question was used or too old.');
}
