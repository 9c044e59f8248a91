import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, expect, inject, test } from 'vitest';
import { readCase, recordStep } from '../../db/queries/case/case.ts';
import { account, caseMessage } from '../../db/schema/schema.ts';
import { caseInStage } from '../../test/records/case-in-stage.ts';
import { recordWithOffice } from '../../test/records/record-with-office.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import { mailServer } from '../../test/servers/mailbox.ts';
import type { NoticeWorkerSettings } from '../../test/servers/notice-worker.ts';

const { database, url: databaseUrl } = await freshDatabase();
const { smtpUrl, mailsTo, setFault } = await mailServer();
const owner = await recordWithOffice(database);
const observer = postgres(databaseUrl, { max: 2, onnotice: () => {} });
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await observer.end({ timeout: 5 });
});

const settings: NoticeWorkerSettings = {
  databaseUrl,
  smtpUrl,
  address: inject('temporalAddress'),
  namespace: inject('temporalNamespace'),
  taskQueue: randomUUID(),
  workflowId: randomUUID(),
  codePath: inject('workflowBundle'),
};

function startWorker(): ChildProcess {
  const program = fileURLToPath(new URL('../../test/servers/notice-worker.ts', import.meta.url));
  const child = spawn(process.execPath, [program, JSON.stringify(settings)], { stdio: 'ignore' });
  children.push(child);
  return child;
}

const patient = { timeout: 90_000, interval: 100 };

test('a worker that is killed between claim and mark loses no message and repeats few, under their ids', async () => {
  const emails = Array.from({ length: 11 }, (_, index) => `person-${index}@people.example`);
  for (const email of emails) {
    const id = randomUUID();
    const person = { id, role: 'exporter' as const, login: id, name: 'Person', email };
    await database.insert(account).values({ ...person, iec: owner.iec, rights: ['view', 'sign'] });
  }
  const arrived = async () => (await Promise.all(emails.map(mailsTo))).flat();
  const id = await caseInStage(database, 'awaiting-signature', owner);
  const { revision } = await readCase(database, id);
  const event = { actor: 'system' as const, action: 'issue', detail: {} };
  await setFault({ mode: 'slow', delayMs: 5_000 });
  await recordStep(
    database,
    { applicationId: id, name: 'issue', revision, at: new Date() },
    () => ({
      set: { stage: 'issued' },
      event,
    }),
  );

  // The mail server takes its time; meanwhile the marks are held back, so that mails arrive unmarked.
  const first = startWorker();
  const claimed = () => observer`select from case_message where claim is not null`;
  await expect.poll(async () => (await claimed()).length, patient).toBeGreaterThan(0);
  await observer.begin(async (holding) => {
    await holding`select from case_message for update`;
    await expect.poll(async () => (await arrived()).length, patient).toBeGreaterThan(0);
    const waiting = () => observer`
      select pid from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    await expect.poll(async () => (await waiting()).length, patient).toBeGreaterThan(0);
    first.kill('SIGKILL');
    await once(first, 'exit');
    // The server would still carry out what the dead process had asked of it.
    for (const { pid } of await waiting()) await observer`select pg_terminate_backend(${pid})`;
  });
  await setFault({ mode: 'up' });
  startWorker();

  const due = () => database.$count(caseMessage, eq(caseMessage.state, 'due'));
  await expect.poll(due, patient).toBe(0);
  const mails = await arrived();
  expect(mails.map(({ to: [address] }) => address).toSorted()).toEqual(emails.toSorted());
  const repeated = mails.filter(({ deliveries }) => deliveries > 1);
  expect(mails.every(({ deliveries }) => deliveries <= 2)).toBe(true);
  expect(repeated.length).toBeGreaterThan(0);
  expect(repeated.length).toBeLessThanOrEqual(5);
}, 240_000);
