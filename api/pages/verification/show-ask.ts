import type { Request, Response } from 'express';
import type { CaptchaForm } from '../../../credential/captcha/answer.ts';
import type { AskedCaptcha } from '../../captcha/ask-captcha.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { languageOf } from '../language.ts';
import { letIn } from '../policy.ts';
import { showWithCaptcha } from '../sign-in/show-with-captcha.ts';
import { type AskAgain, askPage } from './ask-page.ts';

export type Exchange = { request: Request; response: Response };

/** Questions before a verification have a budget of their own. */
export const limit = 'verification-captcha' as const;
export const ownScript = "script-src 'self'";

/** The form to begin by, around a question. */
export function showAsk(
  api: ApiDependencies,
  { request, response }: Exchange,
  {
    form = 'arithmetic',
    status = 200,
    ...said
  }: AskAgain & { form?: CaptchaForm; status?: number },
): Promise<void> {
  letIn(response, ownScript);
  const language = languageOf(request);
  const draw = (captcha: AskedCaptcha) => askPage(language, captcha, said);
  return showWithCaptcha(api, { request, response }, form, draw, { status, limit });
}
