import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import postgres from 'postgres';
import type { FileProblem } from '../../domain/migration/batch.ts';
import { type Filling, fillStaging } from './fill-staging.ts';

/** What it tells whoever started it: that it has worked, and waits to be let go on; or what it came to. */
export type Told = { workedMs: number } | { problems: FileProblem[] };

// The program of a thread that reads one file: it says what is wrong with it, and ends.
const filling: Filling = workerData;
const port = parentPort;
const tell = (told: Told) => port?.postMessage(told);

async function giveWay(workedMs: number): Promise<void> {
  tell({ workedMs });
  if (port) await once(port, 'message');
}

const sql = postgres(filling.databaseUrl, { max: 1, onnotice: () => {} });
const problems = await fillStaging(sql, filling, giveWay).finally(() => sql.end());
tell({ problems });
