import { type Request, type Response, Router, urlencoded } from 'express';
import { z } from 'zod';
import { type CaptchaForm, captchaForms } from '../../../credential/captcha/answer.ts';
import type { AskedCaptcha } from '../../captcha/ask-captcha.ts';
import { isCaptchaAnswered } from '../../captcha/require-captcha.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { networkOf } from '../../limits/network.ts';
import { captchaAnswer } from '../../schemas/account/captcha.ts';
import { languageOf } from '../language.ts';
import { letIn } from '../policy.ts';
import { showWithCaptcha } from '../sign-in/show-with-captcha.ts';
import { busyPage } from './ask-page.ts';
import { type AskedNumber, isGenuineCode, readAskedNumber } from './asked-number.ts';
import { fileRoutes } from './file-routes.ts';
import { pageOf, resultPage } from './result-page.ts';
import { codeLinkScript, verifyFileScript } from './scripts.ts';
import { type Exchange, limit, ownScript, showAsk } from './show-ask.ts';
import { takenOverPage } from './taken-over-page.ts';
import { unverifiedPage } from './unverified-page.ts';
import { verificationWords } from './words.ts';

const posted = z.object({
  number: z.string().catch(''),
  captcha: z.string().catch(''),
  answer: z.string().catch(''),
  form: z.enum(captchaForms).catch('arithmetic'),
});
type Posted = z.output<typeof posted>;

const captchaWanted = ({ query }: Request): CaptchaForm =>
  captchaForms.find((one) => one === query.captcha) ?? 'arithmetic';

const hashIn = ({ query }: Request): string | null =>
  typeof query.sha256 === 'string' && /^[0-9a-f]{64}$/.test(query.sha256) ? query.sha256 : null;

function send(response: Response, text: string, status = 200): void {
  response.status(status).set('Cache-Control', 'no-store').type('html').send(text);
}

/** The page of a number, whatever can be said of it. */
async function showNumber(
  api: ApiDependencies,
  { request, response }: Exchange,
  number: string,
): Promise<void> {
  const language = languageOf(request);
  const answer = await api.verifier.byNumber(number);
  if (answer.outcome === 'taken-over') {
    api.tally.count(answer.verification, 'page');
    return send(response, takenOverPage(answer.verification, language));
  }
  if (answer.outcome !== 'found') {
    return send(response, unverifiedPage(answer.outcome, number, language), 404);
  }
  const { verification } = answer;
  const compared = hashIn(request);
  const isFile = compared === verification.pdfSha256;
  api.tally.count(verification, isFile ? 'file' : 'page');
  letIn(response, ownScript);
  send(response, resultPage(verification, language, compared));
}

/** Very many from one network: the number's page is shown once a question is answered. */
function showBusy(
  api: ApiDependencies,
  { request, response }: Exchange,
  number: string,
  seconds: number,
): Promise<void> {
  letIn(response, ownScript);
  response.set('Retry-After', String(seconds));
  const language = languageOf(request);
  const draw = (captcha: AskedCaptcha) => busyPage(language, captcha, number);
  const asked = { request, response };
  return showWithCaptcha(api, asked, captchaWanted(request), draw, { status: 429, limit });
}

async function showFile(api: ApiDependencies, exchange: Exchange, sha256: string): Promise<void> {
  const { request, response } = exchange;
  const language = languageOf(request);
  const answer = await api.verifier.byFile(sha256);
  if (answer.outcome !== 'found') {
    letIn(response, ownScript);
    return send(response, unverifiedPage('file', sha256, language), 404);
  }
  response.redirect(303, `${pageOf(answer.verification.number, language)}&sha256=${sha256}`);
}

async function isLetThrough(
  api: ApiDependencies,
  request: Request,
  asked: AskedNumber,
  given: Posted,
): Promise<boolean> {
  const { code } = asked;
  const mayCheck = code !== null && api.networkBudgets.code.take(networkOf(request)) === null;
  if (mayCheck && isGenuineCode(api, code)) return true;
  const answer = captchaAnswer.safeParse({ id: given.captcha, answer: given.answer });
  return answer.success && isCaptchaAnswered(api, answer.data);
}

/** Verification for everybody, by number, QR code or file, usable without script. */
export function verificationPages(api: ApiDependencies): Router {
  const { page: budget } = api.networkBudgets;
  const pages = Router({ caseSensitive: true });
  const form = urlencoded({ extended: false, limit: '8kb' });

  pages.get('/verify', async (request, response) => {
    const sha256 = hashIn(request);
    if (sha256) return showFile(api, { request, response }, sha256);
    const { number } = request.query;
    const shown = { number: typeof number === 'string' ? number.trim().slice(0, 60) : '' };
    await showAsk(api, { request, response }, { ...shown, form: captchaWanted(request) });
  });

  pages.post('/verify', form, async (request, response) => {
    const given = posted.parse(request.body ?? {});
    const language = languageOf(request);
    const words = verificationWords(language);
    const asked = readAskedNumber(given.number);
    const again = { number: asked.number, form: given.form, status: 422 };
    if (!asked.number) {
      return showAsk(api, { request, response }, { ...again, errors: [words.numberMissing] });
    }
    if (!(await isLetThrough(api, request, asked, given))) {
      return showAsk(api, { request, response }, { ...again, errors: [words.captchaRefused] });
    }
    // Who has answered is not asked again: where the network has used up its budget, at once.
    if (budget.isSpent(networkOf(request))) {
      return showNumber(api, { request, response }, asked.number);
    }
    response.redirect(303, pageOf(asked.number, language));
  });

  pages.get('/v/:number', async (request, response) => {
    const number = request.params.number.slice(0, 60);
    const seconds = budget.take(networkOf(request));
    if (seconds !== null) return showBusy(api, { request, response }, number, seconds);
    await showNumber(api, { request, response }, number);
  });

  for (const { path, text } of [verifyFileScript, codeLinkScript]) {
    pages.get(path, (_request, response) => {
      response.set('Cache-Control', 'public, max-age=31536000, immutable').type('js').send(text);
    });
  }
  return pages.use(fileRoutes(api));
}
