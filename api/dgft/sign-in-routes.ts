import { type Request, type Response, Router } from 'express';
import { isGatewayUnavailable } from '../../gateways/unavailable.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { beginDgftSignIn, completeDgftSignIn } from './sign-in.ts';
import { stateCookieRemoved } from './sign-in-cookie.ts';
import { dgftFailurePage, type Failure, statusOf } from './sign-in-page.ts';

function show(response: Response, failure: Failure): void {
  response.status(statusOf[failure]).type('html').send(dgftFailurePage(failure));
}

/** Pages of sign-in with DGFT: `GET /sign-in/dgft` goes there, its `/callback` comes back (R11). */
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
      response.set('Set-Cookie', [removed, ended.cookie]).redirect(303, '/sign-in');
    }),
  );
  return routes;
}
