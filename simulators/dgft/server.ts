import express from 'express';
import { createFaultSwitch, faultRoutes, suffer } from '../http/fault.ts';
import { pageHeaders } from '../http/page.ts';
import { listen, type RunningSimulator } from '../http/server.ts';
import { changeRoutes } from './change-routes.ts';
import { firmsPage } from './page.ts';
import { openRegister } from './register.ts';
import { registryRoutes } from './registry-routes.ts';
import { openServices } from './service.ts';
import { signInRoutes } from './sign-in.ts';

/**
 * Starts the simulated DGFT: IEC registry, accounts, agencies, national holidays, and sign-in by
 * OpenID Connect. What is changed on its pages is kept in `dataDir` and told to the service.
 */
export async function startDgft(options: {
  dataDir: string;
  port: number;
  apiKey: string;
  /** Pauses between the tries of a notice that is not taken. */
  noticePausesMs?: readonly number[];
}): Promise<RunningSimulator> {
  const { dataDir, port, apiKey, noticePausesMs = [1_000, 5_000, 30_000] } = options;
  const register = openRegister(dataDir);
  const services = openServices(dataDir, noticePausesMs);
  const signIn = signInRoutes({ dataDir, register, services });
  const faults = createFaultSwitch();
  const app = express().disable('x-powered-by');
  app.use(faultRoutes(faults), changeRoutes(register, services));
  app.use(suffer(faults), signIn.router);
  app.get('/', (_request, response) => {
    response.set(pageHeaders).type('html').send(firmsPage(register.firms()));
  });
  app.use(registryRoutes(apiKey, register));
  const { url, stop } = await listen(app, port);
  signIn.started(url);
  return { url, stop: () => Promise.all([stop(), services.stop()]).then(() => undefined) };
}
