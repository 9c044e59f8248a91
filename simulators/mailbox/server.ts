import express from 'express';
import { createFaultSwitch, faultRoutes } from '../http/fault.ts';
import { pageHeaders } from '../http/page.ts';
import { listen, type RunningSimulator } from '../http/server.ts';
import { messagePage, messagesPage } from './page.ts';
import { startSmtp } from './smtp.ts';
import { openMessageStore } from './store.ts';

/** Somebody else's HTML: shown, but as if from nowhere, running and loading nothing. */
const strangersHtml = {
  'content-security-policy':
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
  'x-content-type-options': 'nosniff',
};

/**
 * Starts the mailbox: an SMTP server (`smtpUrl`) and, at `url`, pages and
 * `GET /messages?to=` as JSON. Faults that are set over HTTP strike the SMTP server alone.
 */
export async function startMailbox(options: {
  dataDir: string;
  smtpPort: number;
  port: number;
}): Promise<RunningSimulator & { smtpUrl: string }> {
  const store = openMessageStore(options.dataDir);
  const faults = createFaultSwitch();
  const smtp = await startSmtp({ port: options.smtpPort, store, faults });
  const app = express().disable('x-powered-by');
  app.use(faultRoutes(faults));
  app.get('/messages', (request, response) => {
    const { to } = request.query;
    response.json(store.list(typeof to === 'string' ? to : undefined));
  });
  app.get('/', (_request, response) => {
    response.set(pageHeaders).type('html').send(messagesPage(store.list()));
  });
  app.get('/messages/:id', (request, response) => {
    const message = store.byId(request.params.id);
    if (message === undefined) response.status(404).type('text').send('There is no such message.');
    else response.set(pageHeaders).type('html').send(messagePage(message));
  });
  app.get('/messages/:id/html', (request, response) => {
    const message = store.byId(request.params.id);
    if (message === undefined) response.status(404).type('text').send('There is no such message.');
    else response.set(strangersHtml).type('html').send(message.html);
  });
  const { url, stop } = await listen(app, options.port);
  return { url, smtpUrl: smtp.url, stop: () => Promise.all([stop(), smtp.stop()]).then(() => {}) };
}
