import { type RequestHandler, Router } from 'express';
import { reachDatabase } from '../../db/queries/reachable.ts';
import type { ApiDependencies } from '../dependencies.ts';

const patienceMs = 2_000;

async function reached(ask: () => Promise<unknown>): Promise<boolean> {
  const tooLate = AbortSignal.timeout(patienceMs);
  const late = new Promise<false>((resolve) => {
    tooLate.addEventListener('abort', () => resolve(false), { once: true });
  });
  const asked = ask().then(
    () => true,
    () => false,
  );
  return Promise.race([asked, late]);
}

/** `/livez`: the process answers. `/readyz`: database and Temporal can be reached too. */
export function healthRoutes({ database, temporal, namespace }: ApiDependencies): Router {
  const alive: RequestHandler = (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ alive: true });
  };
  const ready: RequestHandler = async (_request, response) => {
    const [record, processes] = await Promise.all([
      reached(() => reachDatabase(database)),
      reached(() =>
        temporal.withDeadline(Date.now() + patienceMs, () =>
          temporal.workflowService.describeNamespace({ namespace }),
        ),
      ),
    ]);
    response
      .status(record && processes ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ ready: record && processes, database: record, temporal: processes });
  };
  return Router().get('/livez', alive).get('/readyz', ready);
}
