import express, { type NextFunction, type Request, type Response } from 'express';
import { isIec } from '../../domain/identifier/iec.ts';
import { createFaultSwitch, faultRoutes, suffer } from '../http/fault.ts';
import { pageHeaders } from '../http/page.ts';
import { listen, type RunningSimulator } from '../http/server.ts';
import { registeredFirms } from './firms.ts';
import { holidaysOf } from './holiday.ts';
import { firmsPage } from './page.ts';

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

/** Starts the simulated DGFT: the IEC registry and the list of national holidays. */
export async function startDgft(options: {
  port: number;
  apiKey: string;
}): Promise<RunningSimulator> {
  const firms = registeredFirms();
  const faults = createFaultSwitch();
  const app = express().disable('x-powered-by');
  app.use(faultRoutes(faults));
  app.use(suffer(faults));
  app.get('/', (_request, response) => {
    response.set(pageHeaders).type('html').send(firmsPage(firms.values()));
  });
  app.use(requireKey(options.apiKey));
  app.get('/iec/:iec', (request, response) => {
    const { iec } = request.params;
    const firm = firms.get(iec);
    if (firm !== undefined) response.json(firm);
    else if (isIec(iec)) problem(response, 404, 'iec-unknown', 'No firm holds this IEC');
    else problem(response, 400, 'iec-malformed', 'An IEC is ten digits or a PAN');
  });
  app.get('/holidays', (request, response) => {
    const year = String(request.query.year);
    if (/^20\d\d$/.test(year)) response.json(holidaysOf(Number(year)));
    else problem(response, 400, 'year-malformed', 'Say ?year= with a year such as 2026');
  });
  return listen(app, options.port);
}
