import { Agent, get } from 'node:http';
import { openDatabase } from '../../db/database.ts';
import type { Stack } from '../stack/stack.ts';
import { startChild } from './child.ts';
import { issuedNumber } from './issued-number.ts';
import { compared, type Measurement, median, percentile, throughput } from './measurement.ts';
import { steadily } from './steady.ts';

const width = 24;
const perRound = 3000;
/** Of half a second each: fewer said a tenth more or less from one run to the next. */
const rounds = 21;

/** What the page is asked for, and how soon nineteen of twenty must have it. */
const perSecond = 50;
const sustainedSeconds = 20;
const soonMs = 150;

/**
 * The public verify route, against a bare route that gives the same row by its primary key; and the
 * page of a certificate, asked for at a steady pace.
 */
export async function benchVerification(stack: Stack): Promise<Measurement[]> {
  const database = openDatabase(stack.databaseUrl);
  const number = await issuedNumber(stack, database).finally(() => database.$client.end());
  const { child, ready } = await startChild<{ port: number }>('scripts/bench/bare-server.ts', {
    DATABASE_URL: stack.databaseUrl,
  });
  const agent = new Agent({ keepAlive: true, maxSockets: width });
  try {
    const load = (url: string) => throughput(perRound, width, () => fetched(url, agent));
    const bareUrl = `http://127.0.0.1:${ready.port}/bare/${number}`;
    const url = `${stack.addresses.api}/api/v1/verify/${number}`;
    await load(bareUrl);
    await load(url);
    const value: number[] = [];
    const baseline: number[] = [];
    for (let round = 0; round < rounds; round++) {
      baseline.push(await load(bareUrl));
      value.push(await load(url));
    }
    const figures = { value: median(value), baseline: median(baseline) };
    const p95 = await sustained(`${stack.addresses.api}/v/${number}`, agent);
    return [
      compared('verify', 'a second', figures, { sign: '>=', ratio: 0.8 }),
      compared(
        `page-at-${perSecond}-a-second`,
        'ms, p95',
        { value: p95, baseline: soonMs },
        { sign: '<=', ratio: 1 },
      ),
    ];
  } finally {
    agent.destroy();
    child.kill('SIGTERM');
  }
}

/** The p95 in ms. */
async function sustained(url: string, agent: Agent): Promise<number> {
  const isLeft = (index: number) => index < perSecond * sustainedSeconds;
  return percentile(await steadily(perSecond, isLeft, () => fetched(url, agent)), 0.95);
}

let asked = 0;

/** The world asks from many networks, of which each has its budget. */
function anotherNetwork(): string {
  asked += 1;
  return `10.${(asked >> 14) & 255}.${(asked >> 7) & 127}.${asked & 127}`;
}

/** Asks for an address as somebody of another network; throws where it does not answer 200. */
export function fetched(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-forwarded-for': anotherNetwork() };
    get(url, { agent, headers }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200
          ? resolve()
          : reject(new Error(`${url} answers ${response.statusCode}`)),
      );
    }).once('error', reject);
  });
}
