import { type Request, type RequestHandler, type Response, Router } from 'express';
import { toString as toQr } from 'qrcode';
import { z } from 'zod';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import { changePassword } from '../../account/change-password.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { signedInUnfinished } from '../../middleware/signed-in.ts';
import { problemContent } from '../../problem/problem.ts';
import { confirmAuthenticator, offerAuthenticator } from '../../sign-in/authenticator.ts';
import { languageOf } from '../language.ts';
import { authenticatorPage, authenticatorSecretPage, passwordPage } from './account-pages.ts';
import { wordsOf } from './words.ts';

const posted = z.object({
  current: z.string().max(256).catch(''),
  password: z.string().max(256).catch(''),
  repeated: z.string().max(256).catch(''),
  code: z.string().max(20).catch(''),
});
type Posted = z.output<typeof posted>;

type Handled = { account: SignedIn; given: Posted; request: Request; response: Response };

/** What was refused, in sentences for the page; any other error goes on its way. */
function sentencesOf(error: unknown): { status: number; errors: string[] } {
  const known = problemContent(error);
  if (!known) throw error;
  const details = known.errors?.map(({ detail }) => detail) ?? [];
  return { status: known.status, errors: details.length > 0 ? details : [known.detail] };
}

function show(response: Response, text: string, status = 200): void {
  response.status(status).set('Cache-Control', 'no-store').type('html').send(text);
}

/** Pages on which an account is finished: an own password, an authenticator. */
export function accountPageRoutes(api: ApiDependencies, form: RequestHandler): Router {
  const pages = Router({ caseSensitive: true });

  /** Who has not signed in is sent to do so. */
  const asOwner =
    (handle: (handled: Handled) => Promise<void>): RequestHandler =>
    async (request, response) => {
      const account = await signedInUnfinished(request, api.database).catch((error) => {
        if (problemContent(error)?.code === 'not-signed-in') return null;
        throw error;
      });
      if (!account) return response.redirect(303, '/sign-in');
      await handle({ account, given: posted.parse(request.body ?? {}), request, response });
    };

  pages.get(
    '/account/password',
    asOwner(async ({ request, response }) => show(response, passwordPage(languageOf(request)))),
  );
  pages.post(
    '/account/password',
    form,
    asOwner(async ({ account, given, request, response }) => {
      const language = languageOf(request);
      const { current, password, repeated } = given;
      if (password !== repeated) {
        const errors = [wordsOf(language).notSame];
        return show(response, passwordPage(language, { errors }), 422);
      }
      try {
        const { cookie } = await changePassword(api, account, request, { current, password });
        response.set('Set-Cookie', cookie).redirect(303, `/sign-in?lang=${language}`);
      } catch (error) {
        const { status, errors } = sentencesOf(error);
        show(response, passwordPage(language, { errors }), status);
      }
    }),
  );
  pages.get(
    '/account/authenticator',
    asOwner(async ({ request, response }) =>
      show(response, authenticatorPage(languageOf(request))),
    ),
  );
  pages.post(
    '/account/authenticator',
    form,
    asOwner(async ({ account, given, request, response }) => {
      const language = languageOf(request);
      try {
        const { secret, uri } = await offerAuthenticator(api, account, given);
        const svg = await toQr(uri, { type: 'svg', width: 220 });
        show(response, authenticatorSecretPage(language, { svg, secret }));
      } catch (error) {
        const { status, errors } = sentencesOf(error);
        show(response, authenticatorPage(language, { errors }), status);
      }
    }),
  );
  pages.post(
    '/account/authenticator/confirmation',
    form,
    asOwner(async ({ account, given, request, response }) => {
      const language = languageOf(request);
      try {
        await confirmAuthenticator(api, account, request, given.code);
        response.redirect(303, `/sign-in?lang=${language}`);
      } catch (error) {
        const { status, errors } = sentencesOf(error);
        show(response, authenticatorPage(language, { errors }), status);
      }
    }),
  );
  return pages;
}
