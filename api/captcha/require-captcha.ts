import type { z } from 'zod';
import { isAnswer, questionsOf } from '../../credential/captcha/answer.ts';
import { isWorkDone } from '../../credential/captcha/proof-of-work.ts';
import { takeCaptcha } from '../../db/queries/sign-in/captcha.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { problem } from '../problem/problem.ts';
import type { captchaAnswer } from '../schemas/account/captcha.ts';

/** Whether the question was answered rightly. It is used up by that, right or wrong. */
export async function isCaptchaAnswered(
  { database, masterKeys }: ApiDependencies,
  { id, answer }: z.output<typeof captchaAnswer>,
): Promise<boolean> {
  const asked = await takeCaptcha(database, id);
  if (!asked) return false;
  const { form, expected } = asked;
  const questions = questionsOf(masterKeys, id);
  if (form !== 'proof-of-work') return questions.some((one) => isAnswer(one, answer, expected));
  const done = await Promise.all(questions.map((one) => isWorkDone(one, answer, expected)));
  return done.includes(true);
}

/** Throws `captcha-refused` unless the question was answered rightly, for the first time and in time. */
export async function requireCaptcha(
  api: ApiDependencies,
  given: z.output<typeof captchaAnswer>,
): Promise<void> {
  if (await isCaptchaAnswered(api, given)) return;
  throw problem('captcha-refused', 'The answer is not right, or the question was used or too old.');
}
