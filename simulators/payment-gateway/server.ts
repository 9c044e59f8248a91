import express from 'express';
import { createFaultSwitch, faultRoutes, suffer } from '../http/fault.ts';
import { listen, type RunningSimulator } from '../http/server.ts';
import { merchantRoutes } from './merchant-routes.ts';
import { startNotifier } from './notice.ts';
import { openOrderBook } from './order-book.ts';
import { payRoutes } from './pay-routes.ts';
import { type RefundFaults, refundControl, refundRoutes } from './refund-routes.ts';
import { type SettlementFaults, settlementControl, settlementRoute } from './settlement-routes.ts';
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
  const settlementFaults: SettlementFaults = new Map();
  app.use(faultRoutes(faults), merchantRoutes(book, notifier));
  app.use(settlementControl(book, settlementFaults));
  const refundFaults: RefundFaults = { fault: { mode: 'usual' }, met: 0 };
  app.use(refundControl(book, refundFaults));
  app.use(
    suffer(faults),
    payRoutes(book, notifier),
    statusRoute(book),
    refundRoutes(book, refundFaults),
  );
  app.use(settlementRoute(book, settlementFaults));
  const { url, stop } = await listen(app, options.port);
  return { url, stop: () => Promise.all([stop(), notifier.stop()]).then(() => undefined) };
}
