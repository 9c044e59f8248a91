import { type RequestHandler, Router } from 'express';
import { reachDatabase } from '../../../db/queries/reachable.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { inTime } from '../../in-time.ts';

const patienceMs = 2_000;

async function reached(ask: () => Promise<unknown>): Promise<boolean> {
  const asked = ask().then(
    () => true,
    () => false,
  );
  return (await inTime(patienceMs, asked)) === true;
}

/** `/livez`: the process answers. `/readyz`: database and Temporal can be reached too. */
export function healthRoutes({ database, temporal, namespace }: ApiDependencies): Router {
  const alive: RequestHandler = (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ alive: true });
  };
  const ready: RequestHandler = async (_request, response) => {
    const [record, processes] = await Promise.all([
      reached(() => reachDatabase(database)),
      reached(() => temporal.workflowService.describeNamespace({ namespace })),
    ]);
    response
      .status(record && processes ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ ready: record && processes, database: record, temporal: processes });
  };
  return Router().get('/livez', alive).get('/readyz', ready);
}
