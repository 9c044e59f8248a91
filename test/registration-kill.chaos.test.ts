import { setTimeout as pause } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../db/database.ts';
import { listAuditOf } from '../db/queries/audit/audit.ts';
import { account, registration } from '../db/schema/schema.ts';
import { allParts } from '../scripts/stack/stack.ts';
import { newcomer } from './newcomer.ts';
import { persistentProgram } from './persistent-program.ts';
import { startTemporaryStack } from './temporary-stack.ts';
import { forgetUsedCodes } from './used-codes.ts';

const { stack, remove } = await startTemporaryStack(allParts);
const codes = forgetUsedCodes(stack.databaseUrl);
afterAll(async () => {
  await codes.stop();
  await remove();
});
const { addresses, dataDir } = stack;
const administrator = await persistentProgram({ api: addresses.api, dataDir }, 'admin@eic.example');

let made = 0;
function officer() {
  made += 1;
  const mobile = `+9197${String(made).padStart(8, '0')}`;
  const person = { name: `Officer ${made}`, email: `officer-${made}@eic.example`, mobile };
  return { ...person, designation: 'Officer', someone: newcomer(addresses) };
}
type Officer = ReturnType<typeof officer>;

/** The way of an officer to an account, step by step. */
const steps = [
  ({ someone, ...person }: Officer) =>
    someone.begin({ kind: 'officer', agency: 'EIC', office: 'EIC-MUMBAI', ...person }),
  async ({ someone, email }: Officer) => someone.confirmEmail(await someone.linkTo(email)),
  async ({ someone, mobile }: Officer) =>
    someone.ask('/verify-mobile', { code: await someone.codeTo(mobile) }),
  ({ someone }: Officer) => someone.agree(),
  async ({ someone }: Officer) => {
    const path = `/registrations/${someone.idOf()}`;
    const { revision } = await administrator.get<{ revision: number }>(path);
    const decision = { approve: true, expectedRevision: revision };
    return administrator.post(`${path}/decision`, decision);
  },
];

/** A code that was taken by a request whose answer was lost cannot be sent again: that is no harm. */
const isDone = (answer: unknown) => {
  const { status = 200, body } = Object(answer) as { status?: number; body?: { code?: string } };
  return status < 300 || body?.code === 'link-not-valid' || body?.code === 'registration-ended';
};

async function goOn(one: Officer, left: typeof steps): Promise<void> {
  for (const step of left) {
    const answer = await step(one);
    expect(isDone(answer), JSON.stringify(answer)).toBe(true);
  }
  await one.someone.stands('active');
  await one.someone.passwordTo(one.email);
}

describe('R3 kill -9 at every step of a registration: it goes on, once', () => {
  for (const part of ['worker', 'api', 'temporal', 'postgres'] as const) {
    for (const afterMs of [0, 40]) {
      test(`${part}, ${afterMs} ms after five registrations were each sent a message`, async () => {
        const people = await Promise.all(
          steps.map(async (_, done) => {
            const one = officer();
            for (const step of steps.slice(0, done)) expect(isDone(await step(one))).toBe(true);
            return one;
          }),
        );
        const sent = Promise.all(people.map((one, done) => steps[done]?.(one)));
        await pause(afterMs);
        await stack.kill(part);
        await stack.start(part);
        for (const answer of await sent) expect(isDone(answer), JSON.stringify(answer)).toBe(true);
        await Promise.all(people.map((one, done) => goOn(one, steps.slice(done + 1))));
        await eachHasOneOfEach(people);
      }, 240_000);
    }
  }
});

async function eachHasOneOfEach(people: Officer[]): Promise<void> {
  const database = openDatabase(stack.databaseUrl);
  try {
    for (const { email, someone } of people) {
      const accounts = await database.select().from(account).where(eq(account.login, email));
      expect(accounts).toHaveLength(1);
      const events = await listAuditOf(database, `registration/${someone.idOf()}`);
      const actions = events.map(({ body }) => (JSON.parse(body) as { action: string }).action);
      for (const once of [
        'registration-begun',
        'email-confirmed',
        'mobile-confirmed',
        'privacy-agreed',
        'registration-approved',
        'registration-active',
      ]) {
        expect(actions.filter((one) => one === once)).toEqual([once]);
      }
    }
    const rows = await database.select({ number: registration.number }).from(registration);
    const serials = rows.map(({ number }) => Number(number.split('/')[2]));
    expect(serials.toSorted((a, b) => a - b)).toEqual(serials.map((_, index) => index + 1));
  } finally {
    await database.$client.end();
  }
}
