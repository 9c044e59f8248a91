import express, { type Express } from 'express';
import helmet from 'helmet';
import { codecRoutes } from './codec/codec-routes.ts';
import type { ApiDependencies } from './dependencies.ts';
import { dgftSignInRoutes } from './dgft/sign-in-routes.ts';
import { endpoints } from './endpoints.ts';
import { openLimiters, openNetworkBudgets } from './limits/limits.ts';
import { logRequests } from './middleware/log-requests.ts';
import { sameSiteOnly } from './middleware/same-site.ts';
import { answerTraceId } from './middleware/trace-id.ts';
import { pageRoutes } from './pages/pages.ts';
import { problem } from './problem/problem.ts';
import { answerProblems } from './problem/problem-answer.ts';
import { routeOf, routerOf } from './router.ts';
import { healthRoutes } from './routes/public/health.ts';
import { verifyEndpoint } from './routes/public/verify.ts';
import { createVerifier } from './verification/verifier.ts';

/** Nothing is loaded from elsewhere, nothing runs inline, nobody frames a page. */
const security = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      fontSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  crossOriginEmbedderPolicy: true,
  // Without any referrer, browsers say `Origin: null` of our own forms too, and they would be refused.
  referrerPolicy: { policy: 'same-origin' },
});

/** The gateway's browser return is a form post from another site; its checksum vouches for it. */
const fromGateway = /^\/api\/v1\/payments\/(return|notice)$/;

type Given = Omit<ApiDependencies, 'verifier' | 'limiters' | 'networkBudgets'>;

/** The whole HTTP door over given dependencies; `listen` on it. */
export function createApp(given: Given): Express {
  const api: ApiDependencies = {
    ...given,
    verifier: createVerifier(given, given.trustAnchors),
    limiters: openLimiters(given.database),
    networkBudgets: openNetworkBudgets(),
  };
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  app.set('trust proxy', given.trustedProxies);
  app.set('case sensitive routing', true).set('strict routing', true);
  const verify = routeOf(verifyEndpoint, api);
  app.get(verify.path, verify.handle);
  app.use(answerTraceId, healthRoutes(api), logRequests(api.logger), security);
  app.use('/codec', codecRoutes(api));
  const sameSite = sameSiteOnly(api.publicUrl);
  app.use((request, response, next) =>
    fromGateway.test(request.path) ? next() : sameSite(request, response, next),
  );
  app.use('/api/v1', routerOf(endpoints, api));
  app.use(dgftSignInRoutes(api), pageRoutes(api));
  app.use((request) => {
    throw problem('not-found', `There is nothing at ${request.path}.`);
  });
  app.use(answerProblems(api.logger));
  return app;
}
