import { parentPort, workerData } from 'node:worker_threads';
import postgres from 'postgres';
import { type Filling, fillStaging } from './fill-staging.ts';
import { openGivingWay } from './give-way.ts';

// The program of a thread that reads one file: it says what is wrong with it, and ends.
const filling: Filling = workerData;
const sql = postgres(filling.databaseUrl, { max: 2, onnotice: () => {} });
const problems = await fillStaging(sql, filling, openGivingWay(sql)).finally(() => sql.end());
parentPort?.postMessage(problems);
