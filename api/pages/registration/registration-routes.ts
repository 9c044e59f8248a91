import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router, urlencoded } from 'express';
import { z } from 'zod';
import {
  findRegistration,
  type RegistrationRow,
} from '../../../db/queries/registration/registration.ts';
import { privacyDeclaration } from '../../../domain/registration/privacy-declaration.ts';
import * as contract from '../../../workflows/user-registration/contract.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import type { Answer } from '../../endpoint.ts';
import { hashOfCode } from '../../kept-code.ts';
import { limited } from '../../limits/limit.ts';
import { problemContent } from '../../problem/problem.ts';
import { confirmLink } from '../../registration/confirm-link.ts';
import { tellRegistration } from '../../registration/registration-message.ts';
import { hashOfSecret } from '../../registration/registration-secret.ts';
import { type Language, languageOf } from '../language.ts';
import { confirmedPage, confirmPage, lostPage, registrationPage } from './registration-pages.ts';

const cookieName = 'ecoo_registration';
const cookieForm = new RegExp(`(?:^|; )${cookieName}=([0-9a-f-]{36})\\.(ecor_[A-Za-z0-9_-]{43})`);

const posted = z.object({
  link: z.string().max(100).catch(''),
  key: z.uuid().nullable().catch(null),
  code: z.string().max(6).catch(''),
  send: z.string().max(10).catch(''),
  agree: z.string().max(40).catch(''),
});
type Posted = z.output<typeof posted>;

function show(response: Response, text: string, status = 200): void {
  response.status(status).set('Cache-Control', 'no-store').type('html').send(text);
}

function cookieOf(publicUrl: string, id: string, secret: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  const value = `${cookieName}=${id}.${secret}`;
  return `${value}; Path=/registration; Max-Age=86400; HttpOnly; SameSite=Lax${secure}`;
}

/** What was refused, as a sentence for the page; any other error goes on its way. */
async function refusalOf(act: () => Promise<unknown>): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (error) {
    const known = problemContent(error);
    if (!known || known.status >= 500) throw error;
    return known.detail;
  }
}

/** Pages on which the mailed link is confirmed, and invited people finish their registration. */
export function registrationPages(api: ApiDependencies): Router {
  const pages = Router({ caseSensitive: true });
  const form = urlencoded({ extended: false, limit: '2kb' });

  async function known(request: Request): Promise<RegistrationRow | null> {
    const [, id, secret] = cookieForm.exec(request.get('cookie') ?? '') ?? [];
    const row = id && secret ? await findRegistration(api.database, id) : null;
    return row && secret && row.secretHash === hashOfSecret(secret) ? row : null;
  }

  async function confirmed(request: Request, { link, key }: Posted) {
    let answer: Answer | null = null;
    const refused = await refusalOf(async () => {
      answer = await confirmLink(api, request, link.split('.', 1)[0] ?? '', link, key);
    });
    return { refused, answer: answer as Answer | null };
  }

  pages.get('/registration/verify', (request, response) => {
    const { link } = request.query;
    show(
      response,
      confirmPage(languageOf(request), typeof link === 'string' ? link : '', randomUUID()),
    );
  });

  pages.post('/registration/verify', form, async (request, response) => {
    const language = languageOf(request);
    const { refused, answer } = await confirmed(request, posted.parse(request.body ?? {}));
    const { id, secret } = Object(answer?.body) as { id?: string; secret?: string };
    if (id && secret) {
      response.set('Set-Cookie', cookieOf(api.publicUrl, id, secret));
      return response.redirect(303, `/registration/continue?lang=${language}`);
    }
    show(response, confirmedPage(language, refused), refused === null ? 200 : 410);
  });

  pages.get('/registration/continue', async (request, response) => {
    const row = await known(request);
    const language = languageOf(request);
    if (!row) return show(response, lostPage(language), 404);
    show(response, registrationPage(language, row, null));
  });

  pages.post('/registration/continue', form, async (request, response) => {
    const row = await known(request);
    const language = languageOf(request);
    if (!row) return show(response, lostPage(language), 404);
    const given = posted.parse(request.body ?? {});
    const refused = await refusalOf(() => bring(api, request, row, given, language));
    const now = (await findRegistration(api.database, row.id)) ?? row;
    show(response, registrationPage(language, now, refused), refused === null ? 200 : 422);
  });
  return pages;
}

/** What one form of the page brings. */
async function bring(
  api: ApiDependencies,
  request: Request,
  row: RegistrationRow,
  { code, send, agree }: Posted,
  language: Language,
): Promise<void> {
  const asked = { api, request, idempotencyKey: null, mayBeRepeat: false };
  if (send === 'mobile') {
    await limited(api, 'registration-codes', row.id);
    await tellRegistration(asked, row, contract.sendCode, { channel: 'mobile' });
  }
  if (agree === privacyDeclaration.version) {
    await tellRegistration(asked, row, contract.agree, { version: agree, language });
  }
  if (/^\d{6}$/.test(code)) {
    const of = { purpose: 'registration-mobile', subject: row.id, code };
    const hash = await hashOfCode(api, of);
    await tellRegistration(asked, row, contract.confirmMobile, { codeHash: hash });
  }
}
