import { type Request, type Response, Router, urlencoded } from 'express';
import { z } from 'zod';
import { captchaForms } from '../../../credential/captcha/answer.ts';
import { confirmEmailChange } from '../../account/change-email.ts';
import { requestPasswordReset } from '../../account/request-password-reset.ts';
import { resetPassword } from '../../account/reset-password.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { problemContent } from '../../problem/problem.ts';
import { passwordResetRequestBody } from '../../schemas/account/own-account.ts';
import { languageOf } from '../language.ts';
import { type CaptchaPage, showWithCaptcha } from '../sign-in/show-with-captcha.ts';
import {
  confirmEmailPage,
  confirmEmailPath,
  emailAgreedPage,
  forgotPasswordPage,
  forgotPasswordPath,
  linkSentPage,
  passwordSetPage,
  resetPasswordPage,
  resetPasswordPath,
} from './own-account-pages.ts';
import { wordsOf } from './words.ts';

const posted = z.object({
  login: z.string().max(254).catch(''),
  token: z.string().max(200).catch(''),
  password: z.string().catch(''),
  captcha: z.string().catch(''),
  answer: z.string().catch(''),
  form: z.enum(captchaForms).catch('arithmetic'),
});

function show(response: Response, text: string, status = 200): void {
  response.status(status).set('Cache-Control', 'no-store').type('html').send(text);
}

/** What was refused, in sentences for the page; any other error goes on its way. */
function sentencesOf(error: unknown): { status: number; errors: string[] } {
  const known = problemContent(error);
  if (!known) throw error;
  const details = known.errors?.map(({ detail }) => detail) ?? [];
  return { status: known.status, errors: details.length > 0 ? details : [known.detail] };
}

const tokenOf = ({ query: { token } }: Request) =>
  typeof token === 'string' ? token.slice(0, 200) : '';

/** Pages that mailed links lead to, and the one where such a link is asked for; usable without script. */
export function ownAccountPages(api: ApiDependencies): Router {
  const pages = Router({ caseSensitive: true });
  const form = urlencoded({ extended: false, limit: '8kb' });

  pages.get(forgotPasswordPath, async (request, response) => {
    const wanted = captchaForms.find((one) => one === request.query.captcha) ?? 'arithmetic';
    const language = languageOf(request);
    const draw: CaptchaPage = (captcha) => forgotPasswordPage(language, captcha);
    await showWithCaptcha(api, { request, response }, wanted, draw);
  });

  pages.post(forgotPasswordPath, form, async (request, response) => {
    const given = posted.parse(request.body ?? {});
    const language = languageOf(request);
    const refuse = (status: number, errors: readonly string[]) => {
      const { login } = given;
      const draw: CaptchaPage = (captcha) =>
        forgotPasswordPage(language, captcha, { errors, login });
      return showWithCaptcha(api, { request, response }, given.form, draw, { status });
    };
    const { login, captcha: id, answer } = given;
    const asked = passwordResetRequestBody.safeParse({ login, captcha: { id, answer } });
    if (!asked.success) return refuse(422, [wordsOf(language).incomplete]);
    try {
      await requestPasswordReset(api, request, asked.data);
      show(response, linkSentPage(language), 202);
    } catch (error) {
      const { status, errors } = sentencesOf(error);
      await refuse(status, errors);
    }
  });

  pages.get(resetPasswordPath, (request, response) =>
    show(response, resetPasswordPage(languageOf(request), tokenOf(request))),
  );

  pages.post(resetPasswordPath, form, async (request, response) => {
    const language = languageOf(request);
    const { token, password } = posted.parse(request.body ?? {});
    try {
      await resetPassword(api, request, { token, password });
      show(response, passwordSetPage(language));
    } catch (error) {
      const { status, errors } = sentencesOf(error);
      show(response, resetPasswordPage(language, token, { errors }), status);
    }
  });

  pages.get(confirmEmailPath, (request, response) =>
    show(response, confirmEmailPage(languageOf(request), tokenOf(request))),
  );

  pages.post(confirmEmailPath, form, async (request, response) => {
    const language = languageOf(request);
    const { token } = posted.parse(request.body ?? {});
    try {
      const { waitingFor } = await confirmEmailChange(api, request, { token });
      show(response, emailAgreedPage(language, waitingFor === null));
    } catch (error) {
      const { status, errors } = sentencesOf(error);
      show(response, confirmEmailPage(language, token, { errors }), status);
    }
  });
  return pages;
}
