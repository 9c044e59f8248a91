import { setTimeout as pause } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { listAuditOf } from '../../db/queries/audit/audit.ts';
import { account, registration } from '../../db/schema/schema.ts';
import { allParts } from '../../scripts/stack/stack.ts';
import { forgetUsedCodes } from '../people/used-codes.ts';
import { startTemporaryStack } from '../servers/temporary-stack.ts';
import { type Applicant, registrationWays, type Way } from './registration-ways.ts';

const { stack, remove } = await startTemporaryStack(allParts);
const codes = forgetUsedCodes(stack.databaseUrl);
afterAll(async () => {
  await codes.stop();
  await remove();
});
const ways = await registrationWays(stack);

/** A code that was taken by a request whose answer was lost cannot be sent again: that is no harm. */
const isDone = (answer: unknown) => {
  const { status = 200, body } = Object(answer) as { status?: number; body?: { code?: string } };
  return status < 300 || body?.code === 'link-not-valid' || body?.code === 'registration-ended';
};

async function goOn({ one, done }: Begun): Promise<void> {
  for (const step of one.steps.slice(done + 1)) {
    const answer = await step();
    expect(isDone(answer), JSON.stringify(answer)).toBe(true);
  }
  await one.someone.stands('active');
  await one.someone.passwordTo(one.email);
}

/** Of each way one applicant before each of its steps. */
async function beforeEachStep(way: Way) {
  const first = await way();
  const rest = await Promise.all(first.steps.slice(1).map(() => way()));
  return Promise.all(
    [first, ...rest].map(async (one, done) => {
      for (const step of one.steps.slice(0, done)) expect(isDone(await step())).toBe(true);
      return { one, done };
    }),
  );
}
type Begun = Awaited<ReturnType<typeof beforeEachStep>>[number];

/** Beside officers, in turn. */
const kinds = [
  'exporter',
  'staff',
  'agency-administrator',
  'exporter-user',
  'customs-agent',
] as const;

describe('R3 kill -9 at every step of a registration: it goes on, once', () => {
  for (const [turn, part] of (['worker', 'api', 'temporal', 'postgres'] as const).entries()) {
    for (const [again, afterMs] of [40, 160].entries()) {
      const kind = kinds[(2 * turn + again) % kinds.length] ?? 'exporter';
      test(`${part}, ${afterMs} ms after officers and one ${kind} at each step were sent a message`, async () => {
        const begun = (await Promise.all([ways.officer, ways[kind]].map(beforeEachStep))).flat();
        const sent = Promise.all(begun.map(({ one, done }) => one.steps[done]?.()));
        await pause(afterMs);
        await stack.kill(part);
        await stack.start(part);
        for (const answer of await sent) expect(isDone(answer), JSON.stringify(answer)).toBe(true);
        await Promise.all(begun.map(goOn));
        await eachHasOneOfEach(begun.map(({ one }) => one));
      }, 240_000);
    }
  }
});

async function eachHasOneOfEach(applicants: Applicant[]): Promise<void> {
  const database = openDatabase(stack.databaseUrl);
  try {
    for (const { login, someone, told } of applicants) {
      const accounts = await database.select().from(account).where(eq(account.login, login));
      expect(accounts).toHaveLength(1);
      const events = await listAuditOf(database, `registration/${someone.idOf()}`);
      const actions = events.map(({ body }) => (JSON.parse(body) as { action: string }).action);
      for (const once of told) expect(actions.filter((one) => one === once)).toEqual([once]);
    }
    const rows = await database.select({ number: registration.number }).from(registration);
    const series = Map.groupBy(rows, ({ number }) => number.split('/')[0]);
    for (const numbers of series.values()) {
      const serials = numbers.map(({ number }) => Number(number.split('/')[2]));
      expect(serials.toSorted((a, b) => a - b)).toEqual(serials.map((_, index) => index + 1));
    }
  } finally {
    await database.$client.end();
  }
}
