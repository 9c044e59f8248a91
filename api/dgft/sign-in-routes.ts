import { type Request, type Response, Router, urlencoded } from 'express';
import { z } from 'zod';
import { isGatewayUnavailable } from '../../gateways/unavailable.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { completeByCode } from './second-factor.ts';
import { beginDgftSignIn, completeDgftSignIn } from './sign-in.ts';
import { stateCookieRemoved } from './sign-in-cookie.ts';
import { codePath, dgftCodePage, dgftFailurePage, type Failure, statusOf } from './sign-in-page.ts';

const posted = z.object({ code: z.string().max(20).catch('') });

function show(response: Response, failure: Failure): void {
  response.status(statusOf[failure]).type('html').send(dgftFailurePage(failure));
}

/**
 * Pages of sign-in with DGFT: `GET /sign-in/dgft` goes there, its `/callback` comes back, and `/code`
 * takes an authenticator's code where the account has one (R11).
 */
export function dgftSignInRoutes(api: ApiDependencies): Router {
  const whileAway =
    (answer: (request: Request, response: Response) => Promise<void>) =>
    async (request: Request, response: Response): Promise<void> => {
      response.set('Cache-Control', 'no-store');
      try {
        await answer(request, response);
      } catch (error) {
        if (!isGatewayUnavailable(error)) throw error;
        api.logger.warn({ err: error }, 'sign-in with DGFT is away');
        show(response, 'away');
      }
    };
  const routes = Router({ caseSensitive: true, strict: true });
  routes.get(
    '/sign-in/dgft',
    whileAway(async (request, response) => {
      const { url, cookie } = await beginDgftSignIn(api, request);
      response.set('Set-Cookie', cookie).redirect(303, url);
    }),
  );
  routes.get(
    '/sign-in/dgft/callback',
    whileAway(async (request, response) => {
      const ended = await completeDgftSignIn(api, request);
      const removed = stateCookieRemoved(api.publicUrl);
      if (typeof ended === 'string') return show(response.set('Set-Cookie', removed), ended);
      if (ended.asksFor === 'code') {
        response.set('Set-Cookie', ended.cookie).type('html').send(dgftCodePage());
        return;
      }
      response.set('Set-Cookie', [removed, ended.cookie]).redirect(303, '/sign-in');
    }),
  );
  routes.post(
    codePath,
    urlencoded({ extended: false, limit: '1kb' }),
    whileAway(async (request, response) => {
      const { code } = posted.parse(request.body ?? {});
      const ended = await completeByCode(api, request, code);
      const removed = stateCookieRemoved(api.publicUrl);
      if (typeof ended === 'string') return show(response.set('Set-Cookie', removed), ended);
      response.set('Set-Cookie', [removed, ended.cookie]).redirect(303, '/sign-in');
    }),
  );
  return routes;
}
