import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** A simulator that answers at `url` until it is stopped. */
export type RunningSimulator = { url: string; stop: () => Promise<void> };

/** Listens on the loopback address; port 0 takes any that is free. */
export async function listen(app: Express, port: number): Promise<RunningSimulator> {
  const server = app.listen(port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const { port: taken } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${taken}`, stop };
}
