import { randomUUID } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { createSendMessages } from '../../activities/case-notice/send-messages.ts';
import { isAnythingDue } from '../../db/queries/notice/case-message.ts';
import { account, caseMessage } from '../../db/schema/schema.ts';
import { noticeDesk } from '../../test/desks/notice-desk.ts';

const desk = await noticeDesk();
const { database, deliver, user, caseIn, step, mailsTo, subjectsTo } = desk;

beforeEach(() => desk.setMailServer('back'));

test('a message that cannot be made sends no other one again', async () => {
  const [bad, ...good] = await Promise.all(Array.from({ length: 5 }, () => user()));
  await step(await caseIn('awaiting-signature'), 'issued');
  await desk.activities.spreadNotices();
  const { mailer } = desk;
  const sendMail: typeof mailer.sendMail = async (mail) => {
    if (mail.to === bad?.email) throw new Error('a letter that cannot be made');
    return mailer.sendMail(mail);
  };
  const faulty = createSendMessages({ ...desk.dependencies, mailer: { ...mailer, sendMail } });
  const batch = { channel: 'mail' as const, claim: randomUUID() };
  const once = () => new MockActivityEnvironment().run(faulty, batch);
  for (const _ of Array(4)) await expect(once()).rejects.toThrow('cannot be made');
  expect(await once()).toMatchObject({ more: false });
  for (const { email } of good) {
    expect((await mailsTo(email)).map(({ deliveries }) => deliveries)).toEqual([1]);
  }
  const of = eq(caseMessage.recipient, bad?.id ?? '');
  const [given] = await database.select().from(caseMessage).where(of);
  expect(given).toMatchObject({ state: 'given-up', attempts: 5 });
});

test('servers that are away keep nobody else waiting, and all goes out when they are back', async () => {
  const mobile = '+919000090001';
  const { email } = await user({ mobile });
  desk.setMailServer('away');
  await step(await caseIn('awaiting-signature'), 'issued');
  await deliver();
  expect([await subjectsTo(email), (await desk.messagesTo(mobile)).length]).toEqual([[], 1]);
  expect(await isAnythingDue(database)).toBe(false);
  const waiting = await database.$count(caseMessage, eq(caseMessage.state, 'due'));
  expect(waiting).toBeGreaterThan(0);
  // As if a day had passed.
  await database.execute(sql`update case_message set due_at = now() where state = 'due'`);
  expect(await isAnythingDue(database)).toBe(true);
  desk.setMailServer('back');
  await deliver();
  expect(await subjectsTo(email)).toHaveLength(1);
  expect(await database.$count(caseMessage, eq(caseMessage.state, 'due'))).toBe(0);
});

test('a mailbox that is full keeps no other waiting', async () => {
  const full = await user({ email: `full@${randomUUID()}.example` });
  const others = await Promise.all(Array.from({ length: 8 }, () => user()));
  await step(await caseIn('awaiting-signature'), 'issued');
  await deliver();
  for (const { email } of others) expect(await subjectsTo(email)).toHaveLength(1);
  const [waiting] = await database
    .select()
    .from(caseMessage)
    .where(eq(caseMessage.recipient, full.id));
  expect(waiting).toMatchObject({ state: 'due', attempts: 1, claim: null });
  await database.update(account).set({ active: false }).where(eq(account.id, full.id));
});

test('what cannot be sent for a week is given up', async () => {
  const { email } = await user();
  const id = await caseIn('awaiting-signature');
  await step(id, 'issued');
  await database.execute(
    sql`update case_notice set at = now() - interval '8 days' where application_id = ${id}`,
  );
  await deliver();
  expect(await subjectsTo(email)).toEqual([]);
  expect(await database.$count(caseMessage, eq(caseMessage.state, 'given-up'))).toBeGreaterThan(0);
});

test('two that deliver at once send each message once', async () => {
  const people = await Promise.all(Array.from({ length: 12 }, () => user()));
  await Promise.all(
    Array.from({ length: 5 }, async () => step(await caseIn('awaiting-signature'), 'issued')),
  );
  await Promise.all([deliver(), deliver(), deliver()]);
  for (const { email } of people) {
    const mails = await mailsTo(email);
    expect(mails.map(({ deliveries }) => deliveries)).toEqual([1, 1, 1, 1, 1]);
  }
});

test('a batch that is taken up again sends what was left, and what was unmarked under its own id', async () => {
  const { email } = await user();
  await step(await caseIn('awaiting-signature'), 'issued');
  const { sendMessages, spreadNotices } = desk.activities;
  await spreadNotices();
  const claim = randomUUID();
  const batch = new MockActivityEnvironment();
  // The mail was taken over, and the sender died before it could be marked.
  await batch.run(sendMessages, { channel: 'mail' as const, claim });
  await database.execute(
    sql`update case_message set state = 'due', claim = ${claim}, claimed_at = now()
      where recipient in (select id::text from account where email = ${email})`,
  );
  await deliver();
  expect((await mailsTo(email)).map(({ deliveries }) => deliveries)).toEqual([1]);
  await batch.run(sendMessages, { channel: 'mail' as const, claim });
  const mails = await mailsTo(email);
  expect(mails.map(({ deliveries }) => deliveries)).toEqual([2]);
  expect(mails[0]?.messageId).toMatch(/^<case\.\d+\.[0-9a-f-]{36}@gov\.in>$/);
});
