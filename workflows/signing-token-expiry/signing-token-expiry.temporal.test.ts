import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFindTokenWarnings } from '../../activities/signing-token-expiry/find-token-warnings.ts';
import { createWarnOfTokenExpiry } from '../../activities/signing-token-expiry/warn-of-token-expiry.ts';
import { account, officerCertificate } from '../../db/schema/schema.ts';
import { createMail } from '../../gateways/message/mail.ts';
import { startMailbox } from '../../simulators/mailbox/server.ts';
import { keepSchedule } from '../../temporal/schedules.ts';
import { startCaseWorker } from '../../test/servers/case-worker.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import * as contract from './contract.ts';

const { database } = await freshDatabase();
const dataDir = await mkdtemp(join(tmpdir(), 'ecoo expiry '));
const mailbox = await startMailbox({ dataDir, smtpPort: 0, port: 0 });
const mailer = createMail({ url: mailbox.smtpUrl, from: 'coo-dgft@gov.in', timeoutMs: 3_000 });
afterAll(async () => {
  mailer.close();
  await mailbox.stop();
  await rm(dataDir, { recursive: true });
});

const { client, taskQueue } = await startCaseWorker({
  findTokenWarnings: createFindTokenWarnings({ database }),
  warnOfTokenExpiry: createWarnOfTokenExpiry({ database, mailer }),
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

async function officer(login: string, validTo: Date): Promise<void> {
  const id = randomUUID();
  const email = `${login}@eic.example`;
  const active = login !== 'gone';
  await database.insert(account).values({ id, role: 'officer', login, name: login, email, active });
  await database.insert(officerCertificate).values({
    sha256: login,
    accountId: id,
    certificate: '',
    chain: [],
    validFrom: inDays(-700),
    validTo,
    replacedAt: login === 'replaced' ? new Date() : null,
  });
}

beforeAll(async () => {
  await officer('nobody', inDays(3));
  await officer('soon', inDays(20));
  await officer('sooner', inDays(5));
  await officer('tomorrow', inDays(1));
  await officer('later', inDays(40));
  await officer('over', inDays(-1));
  await officer('replaced', inDays(5));
  await officer('gone', inDays(5));
});

const run = (workflowId = randomUUID()) =>
  client.workflow.execute<() => Promise<{ warned: number }>>(contract.signingTokenExpiryName, {
    taskQueue,
    workflowId,
  });
type Shown = { to: string[]; subject: string; text: string; deliveries: number };
const mails = async () => (await (await fetch(`${mailbox.url}/messages`)).json()) as Shown[];

it('R47 officers are warned of tokens that expire, each once, though one has no mailbox', async () => {
  expect(await run()).toEqual({ warned: 3 });
  const sent = await mails();
  expect(sent.map(({ to: [one] }) => one).sort()).toEqual([
    'soon@eic.example',
    'sooner@eic.example',
    'tomorrow@eic.example',
  ]);
  const [letter] = sent.filter(({ to: [one] }) => one === 'sooner@eic.example');
  expect(letter?.subject).toMatch(/5 days left.*5 दिन/);
  expect(letter?.text).toContain('certifying authority');
  expect(await run()).toEqual({ warned: 0 });
  expect(await mails()).toHaveLength(3);
});

it('R47 the next warning is another, and goes out by the schedule', async () => {
  await database
    .update(officerCertificate)
    .set({ validTo: inDays(6) })
    .where(eq(officerCertificate.sha256, 'soon'));
  const scheduleId = randomUUID();
  const recurring = {
    scheduleId,
    workflow: contract.signingTokenExpiryName,
    workflowId: scheduleId,
    taskQueue,
    everyMinutes: contract.signingTokenExpiryEveryMinutes,
  };
  await keepSchedule(client, recurring);
  await keepSchedule(client, recurring);
  const arrived = async () => (await mails()).filter(({ to: [one] }) => one === 'soon@eic.example');
  await expect.poll(async () => (await arrived()).length, { timeout: 30_000 }).toBe(2);
  expect((await mails()).length).toBe(4);
  await client.schedule.getHandle(scheduleId).delete();
});
