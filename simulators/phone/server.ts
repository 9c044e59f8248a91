import { join } from 'node:path';
import express from 'express';
import { createFaultSwitch, faultRoutes } from '../http/fault.ts';
import { pageHeaders } from '../http/page.ts';
import { listen, type RunningSimulator } from '../http/server.ts';
import { openJournal } from '../journal.ts';
import { authenticatorCodes } from './authenticator.ts';
import { gatewayRoutes } from './gateway-routes.ts';
import type { RegisteredTemplate, ShortMessage } from './message.ts';
import { phonesPage } from './page.ts';

/**
 * Starts the SMS gateway with the phones behind it: pages, `GET /messages?to=` and
 * `GET /authenticator?login=` as JSON. Faults strike the sending of messages alone.
 */
export async function startPhone(options: {
  dataDir: string;
  port: number;
  apiKey: string;
}): Promise<RunningSimulator> {
  const { dataDir, apiKey } = options;
  const store = {
    messages: openJournal<ShortMessage>(join(dataDir, 'messages.ndjson'), 5_000),
    templates: openJournal<RegisteredTemplate>(join(dataDir, 'templates.ndjson'), 1_000),
  };
  const codes = () => authenticatorCodes(join(dataDir, 'authenticators.json'));
  const newestFirst = () => store.messages.all().reverse();
  const faults = createFaultSwitch();
  const app = express().disable('x-powered-by');
  app.use(faultRoutes(faults), gatewayRoutes({ apiKey, store, faults }));
  app.get('/messages', (request, response) => {
    const { to } = request.query;
    // An unescaped + arrives as a blank.
    const number = typeof to === 'string' ? to.replace(/^ /, '+') : undefined;
    response.json(newestFirst().filter((one) => number === undefined || one.to === number));
  });
  app.get('/authenticator', (request, response) => {
    const { login } = request.query;
    response.json(codes().filter((one) => login === undefined || one.login === login));
  });
  app.get('/', (_request, response) => {
    response.set(pageHeaders).type('html').send(phonesPage(newestFirst(), codes()));
  });
  return listen(app, options.port);
}
