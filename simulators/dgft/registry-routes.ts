import { type NextFunction, type Request, type Response, Router } from 'express';
import { isIec } from '../../domain/identifier/iec.ts';
import { agencies } from './agency.ts';
import { holidaysOf } from './holiday.ts';
import type { ChangePage, Register } from './register.ts';

function problem(response: Response, status: number, code: string, detail: string): void {
  response.status(status).type('application/problem+json');
  response.send(JSON.stringify({ status, code, title: detail }));
}

function requireKey(apiKey: string) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (request.header('x-api-key') === apiKey) next();
    else problem(response, 401, 'api-key', 'The header X-Api-Key is missing or not known');
  };
}

/** Answers a list of changes: `?since=` the cursor of the page before, `&limit=` at most 500. */
function changes<T>(name: string, page: (cursor: string, limit: number) => ChangePage<T>) {
  return (request: Request, response: Response) => {
    const { since = '0', limit = '100' } = request.query;
    if (typeof since !== 'string' || !/^\d{1,15}$/.test(since)) {
      return problem(response, 400, 'cursor-malformed', 'Say ?since= with the cursor of a page');
    }
    if (typeof limit !== 'string' || !/^[1-9]\d{0,2}$/.test(limit) || Number(limit) > 500) {
      return problem(response, 400, 'limit-malformed', 'Say &limit= with 1 to 500');
    }
    const { records, cursor, more } = page(since, Number(limit));
    response.json({ [name]: records, cursor, more });
  };
}

/** What DGFT answers to services that have a key: the IEC registry and what goes with it. */
export function registryRoutes(apiKey: string, register: Register): Router {
  const router = Router();
  router.use(requireKey(apiKey));
  router.get('/iec/:iec', (request, response) => {
    const { iec } = request.params;
    const firm = register.firm(iec);
    if (firm !== undefined) response.json(firm);
    else if (isIec(iec)) problem(response, 404, 'iec-unknown', 'No firm holds this IEC');
    else problem(response, 400, 'iec-malformed', 'An IEC is ten digits or a PAN');
  });
  router.get('/iec-changes', changes('firms', register.firmsSince));
  router.get('/accounts', changes('accounts', register.accountsSince));
  router.get('/agencies', (_request, response) => {
    response.json(agencies);
  });
  router.get('/holidays', (request, response) => {
    const year = String(request.query.year);
    if (/^20\d\d$/.test(year)) response.json(holidaysOf(Number(year)));
    else problem(response, 400, 'year-malformed', 'Say ?year= with a year such as 2026');
  });
  return router;
}
