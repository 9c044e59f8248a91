import express from 'express';
import { createFaultSwitch, faultRoutes, suffer } from '../http/fault.ts';
import { listen, type RunningSimulator } from '../http/server.ts';
import { merchantRoutes } from './merchant-routes.ts';
import { startNotifier } from './notice.ts';
import { openOrderBook } from './order-book.ts';
import { payRoutes } from './pay-routes.ts';
import { statusRoute } from './status-route.ts';

/** Starts the simulated payment gateway; merchants and orders are kept in `dataDir`. */
export async function startPaymentGateway(options: {
  dataDir: string;
  port: number;
  /** Pauses between the tries of a notice that its merchant does not take. */
  noticePausesMs?: readonly number[];
}): Promise<RunningSimulator> {
  const book = openOrderBook(options.dataDir);
  const pauses = options.noticePausesMs ?? [1_000, 3_000, 10_000, 30_000, 60_000];
  const notifier = startNotifier(book, pauses);
  const faults = createFaultSwitch();
  const app = express().disable('x-powered-by');
  app.use(express.urlencoded({ extended: false, limit: '16kb' }));
  app.use(faultRoutes(faults), merchantRoutes(book, notifier));
  app.use(suffer(faults), payRoutes(book, notifier), statusRoute(book));
  const { url, stop } = await listen(app, options.port);
  return { url, stop: () => Promise.all([stop(), notifier.stop()]).then(() => undefined) };
}
