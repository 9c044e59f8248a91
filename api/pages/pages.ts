import { type Response, Router } from 'express';
import type { ApiDependencies } from '../dependencies.ts';
import { endpoints } from '../endpoints.ts';
import { formsToday } from '../layouts.ts';
import { openApiDocument } from '../openapi/document.ts';
import { problem } from '../problem/problem.ts';
import { formsPage } from './forms-page.ts';
import { ownAccountPages } from './own-account/own-account-routes.ts';
import { frontPage, paymentPage, problemsPage } from './plain-pages.ts';
import { referencePage } from './reference-page.ts';
import { registrationPages } from './registration/registration-routes.ts';
import { signInPages } from './sign-in/sign-in-routes.ts';
import { styleSheet, styleSheetPath } from './style-sheet.ts';
import { verificationPages } from './verification/verification-routes.ts';

function show(response: Response, text: string, status = 200): void {
  response.status(status).set('Cache-Control', 'no-store').type('html').send(text);
}

/** Pages for people, rendered here, usable without script; and the documents for programs. */
export function pageRoutes(api: ApiDependencies): Router {
  const document = JSON.stringify(openApiDocument(endpoints, api.publicUrl));
  const reference = referencePage(endpoints);
  const problems = problemsPage();
  const pages = Router({ caseSensitive: true });

  pages.get('/', (_request, response) => show(response, frontPage(api.temporalUiUrl)));
  pages.use(verificationPages(api));
  pages.use(signInPages(api));
  pages.use(registrationPages(api));
  pages.use(ownAccountPages(api));
  pages.get('/problems', (_request, response) => show(response, problems));
  pages.get('/forms', async (_request, response) =>
    show(response, formsPage(await formsToday(api.database))),
  );
  pages.get('/payment/:outcome', (request, response) => {
    const text = paymentPage(request.params.outcome);
    if (!text) throw problem('not-found', 'There is no such page.');
    show(response, text);
  });
  pages.get('/api/docs', (_request, response) => show(response, reference));
  pages.get('/api/v1/openapi.json', (_request, response) => {
    response.set('Access-Control-Allow-Origin', '*').type('json').send(document);
  });
  pages.get(styleSheetPath, (_request, response) => {
    response
      .set('Cache-Control', 'public, max-age=31536000, immutable')
      .type('css')
      .send(styleSheet);
  });
  return pages;
}
