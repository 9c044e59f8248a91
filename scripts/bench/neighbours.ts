import { Agent } from 'node:http';
import type { Client } from '@temporalio/client';
import { openDatabase } from '../../db/database.ts';
import type { Stack } from '../stack/stack.ts';
import { type BenchDraft, insertDrafts, submitCase } from './case.ts';
import { issuedNumber } from './issued-number.ts';
import { compared, type Measurement, percentile } from './measurement.ts';
import { steadily } from './steady.ts';
import { fetched } from './verification.ts';

const [submitsPerSecond, verifiesPerSecond] = [5, 20];
const [warmUpSeconds, idleSeconds, longestSeconds] = [5, 20, 1_800];
/** So much slower than idle may nineteen of twenty answers be. */
const patience = 2;

type Waits = { submit: number; verify: number };

/** What people wait for while `bring` works, against what they wait for before it. */
export async function benchNeighbours(
  stack: Stack,
  client: Client,
  bring: () => Promise<unknown>,
): Promise<Measurement[]> {
  const database = openDatabase(stack.databaseUrl);
  const agent = new Agent({ keepAlive: true });
  try {
    const number = await issuedNumber(stack, database);
    const url = `${stack.addresses.api}/api/v1/verify/${number}`;
    const seconds = warmUpSeconds + idleSeconds + longestSeconds;
    const drafts = await insertDrafts(database, seconds * submitsPerSecond);
    const measure = async (goesOn: () => boolean): Promise<Waits> => {
      const [submits, verifies] = await Promise.all([
        steadily(submitsPerSecond, goesOn, () => submit(client, drafts.pop())),
        steadily(verifiesPerSecond, goesOn, () => fetched(url, agent)),
      ]);
      return { submit: percentile(submits, 0.95), verify: percentile(verifies, 0.95) };
    };
    await measure(during(warmUpSeconds));
    const idle = await measure(during(idleSeconds));
    let isDone = false;
    const [busy] = await Promise.all([
      measure(() => !isDone),
      bring().finally(() => {
        isDone = true;
      }),
    ]);
    return (['submit', 'verify'] as const).map((what) =>
      compared(
        `migrate-p95-${what}`,
        'ms, p95 meanwhile',
        { value: busy[what], baseline: idle[what] },
        { sign: '<=', ratio: patience },
      ),
    );
  } finally {
    agent.destroy();
    await database.$client.end();
  }
}

function during(seconds: number): () => boolean {
  const until = performance.now() + seconds * 1000;
  return () => performance.now() < until;
}

async function submit(client: Client, draft: BenchDraft | undefined): Promise<void> {
  if (!draft) throw new Error('the migration took longer than there were drafts for');
  await submitCase(client, draft);
}
