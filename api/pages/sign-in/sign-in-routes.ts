import { type Request, type Response, Router, urlencoded } from 'express';
import { z } from 'zod';
import { type CaptchaForm, captchaForms } from '../../../credential/captcha/answer.ts';
import { deleteSession, findSignedIn, type SignedIn } from '../../../db/queries/sign-in/session.ts';
import { isCaptchaAnswered } from '../../captcha/require-captcha.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { cookieRemoved, tokenHashOf } from '../../middleware/session-cookie.ts';
import { problemContent } from '../../problem/problem.ts';
import { sessionBody } from '../../schemas/account/sign-in.ts';
import { signIn } from '../../sign-in/sign-in.ts';
import { languageOf } from '../language.ts';
import { accountPageRoutes } from './account-routes.ts';
import { proofOfWorkPath, proofOfWorkScript } from './proof-of-work-script.ts';
import { type CaptchaPage, showWithCaptcha } from './show-with-captcha.ts';
import { signedInPage, signInPage } from './sign-in-page.ts';
import { wordsOf } from './words.ts';

const posted = z.object({
  login: z.string().catch(''),
  password: z.string().catch(''),
  code: z.string().catch(''),
  captcha: z.string().catch(''),
  answer: z.string().catch(''),
  form: z.enum(captchaForms).catch('arithmetic'),
});
type Posted = z.output<typeof posted>;

type Shown = { status?: number; errors?: readonly string[]; login?: string };

function showForm(
  api: ApiDependencies,
  asked: { request: Request; response: Response },
  form: CaptchaForm,
  { status, ...said }: Shown = {},
): Promise<void> {
  const draw: CaptchaPage = (captcha) => signInPage(languageOf(asked.request), captcha, said);
  return showWithCaptcha(api, asked, form, draw, { status });
}

/** Where somebody goes who has just signed in: first to what must be done before all else. */
function wayOn({ mustDo }: SignedIn, language: string): string {
  const [first] = mustDo;
  if (first === undefined) return '/sign-in';
  const page = first === 'change-password' ? 'password' : 'authenticator';
  return `/account/${page}?lang=${language}`;
}

type Attempt = { status: number; error: string } | { account: SignedIn; cookie: string };

async function attempt(api: ApiDependencies, request: Request, given: Posted): Promise<Attempt> {
  const words = wordsOf(languageOf(request));
  const { login, password, code, captcha, answer } = given;
  const asked = sessionBody.safeParse({
    login,
    password,
    ...(code.trim() ? { code: code.trim() } : {}),
    captcha: { id: captcha, answer },
  });
  if (!asked.success) return { status: 422, error: words.incomplete };
  if (!(await isCaptchaAnswered(api, asked.data.captcha))) {
    return { status: 422, error: words.captchaRefused };
  }
  try {
    const signedIn = await signIn(api, request, asked.data);
    return signedIn ?? { status: 401, error: `${words.refused} ${words.refusedHint}` };
  } catch (error) {
    const known = problemContent(error);
    if (!known) throw error;
    return { status: known.status, error: known.detail };
  }
}

/** Signing in and out by pages, usable without script. */
export function signInPages(api: ApiDependencies): Router {
  const pages = Router({ caseSensitive: true });
  const form = urlencoded({ extended: false, limit: '4kb' });

  pages.get('/sign-in', async (request, response) => {
    const tokenHash = tokenHashOf(request);
    const account = tokenHash && (await findSignedIn(api.database, tokenHash));
    if (account) {
      const language = languageOf(request);
      if (account.mustDo.length > 0) return response.redirect(303, wayOn(account, language));
      const text = signedInPage(language, account, api.temporalUiUrl);
      return response.set('Cache-Control', 'no-store').type('html').send(text);
    }
    const wanted = captchaForms.find((one) => one === request.query.captcha) ?? 'arithmetic';
    await showForm(api, { request, response }, wanted);
  });

  pages.post('/sign-in', form, async (request, response) => {
    const given = posted.parse(request.body ?? {});
    const outcome = await attempt(api, request, given);
    if ('error' in outcome) {
      const { status, error } = outcome;
      const login = given.login.slice(0, 254);
      return showForm(api, { request, response }, given.form, { status, errors: [error], login });
    }
    const { account, cookie } = outcome;
    response.set('Set-Cookie', cookie).redirect(303, wayOn(account, languageOf(request)));
  });

  pages.post('/sign-out', async (request, response) => {
    const tokenHash = tokenHashOf(request);
    if (tokenHash) await deleteSession(api.database, tokenHash);
    response.set('Set-Cookie', cookieRemoved(api.publicUrl)).redirect(303, '/sign-in');
  });

  pages.get(proofOfWorkPath, (_request, response) => {
    response.set('Cache-Control', 'public, max-age=31536000, immutable').type('js');
    response.send(proofOfWorkScript);
  });
  return pages.use(accountPageRoutes(api, form));
}
