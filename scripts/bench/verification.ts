import { Agent, get } from 'node:http';
import { desc } from 'drizzle-orm';
import { openDatabase } from '../../db/database.ts';
import { certificate } from '../../db/schema/schema.ts';
import type { Stack } from '../stack/stack.ts';
import { startChild } from './child.ts';
import { compared, type Measurement, median, throughput } from './measurement.ts';

const width = 24;
const perRound = 3000;
const rounds = 5;

/** The public verify route, against a bare route that gives the same row by its primary key. */
export async function benchVerification(stack: Stack): Promise<Measurement[]> {
  const database = openDatabase(stack.databaseUrl);
  const [issued] = await database
    .select({ number: certificate.number })
    .from(certificate)
    .orderBy(desc(certificate.issuedAt))
    .limit(1);
  await database.$client.end();
  if (!issued) throw new Error('no certificate is issued yet');
  const { child, ready } = await startChild<{ port: number }>('scripts/bench/bare-server.ts', {
    DATABASE_URL: stack.databaseUrl,
  });
  const agent = new Agent({ keepAlive: true, maxSockets: width });
  try {
    const load = (url: string) => throughput(perRound, width, () => fetched(url, agent));
    const bareUrl = `http://127.0.0.1:${ready.port}/bare/${issued.number}`;
    const url = `${stack.addresses.api}/api/v1/verify/${issued.number}`;
    await load(bareUrl);
    await load(url);
    const value: number[] = [];
    const baseline: number[] = [];
    for (let round = 0; round < rounds; round++) {
      baseline.push(await load(bareUrl));
      value.push(await load(url));
    }
    const figures = { value: median(value), baseline: median(baseline) };
    return [compared('verify', 'a second', figures, { sign: '>=', ratio: 0.8 })];
  } finally {
    agent.destroy();
    child.kill('SIGTERM');
  }
}

function fetched(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200
          ? resolve()
          : reject(new Error(`${url} answers ${response.statusCode}`)),
      );
    }).once('error', reject);
  });
}
