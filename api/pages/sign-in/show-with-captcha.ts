import type { Request, Response } from 'express';
import type { CaptchaForm } from '../../../credential/captcha/answer.ts';
import { type AskedCaptcha, askCaptcha } from '../../captcha/ask-captcha.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { limited } from '../../limits/limit.ts';
import type { LimitName } from '../../limits/limits.ts';
import { networkOf } from '../../limits/network.ts';
import { letIn } from '../policy.ts';

/** Sounds and the one script are let in on the page alone that asks by them. */
const needs: Partial<Record<CaptchaForm, string>> = {
  audio: "media-src 'self'",
  'proof-of-work': "script-src 'self'",
};

/** A page around a question. */
export type CaptchaPage = (captcha: AskedCaptcha) => string;

/** Asks a new question of this form and shows the page around it. Throws `too-many-requests`. */
export async function showWithCaptcha(
  api: ApiDependencies,
  { request, response }: { request: Request; response: Response },
  form: CaptchaForm,
  draw: CaptchaPage,
  { status = 200, limit = 'captcha' }: { status?: number; limit?: LimitName } = {},
): Promise<void> {
  await limited(api, limit, networkOf(request));
  const captcha = await askCaptcha(api, form);
  const more = needs[form];
  if (more) letIn(response, more);
  response.status(status).set('Cache-Control', 'no-store').type('html').send(draw(captcha));
}
