import { randomUUID } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { createSendMessages } from '../../activities/case-notice/send-messages.ts';
import { isAnythingDue } from '../../db/queries/notice/case-message.ts';
import {
  account,
  caseMessage,
  caseQuery,
  certificate,
  exporter,
  mandate,
} from '../../db/schema/schema.ts';
import type { Stage } from '../../domain/stage.ts';
import { noticeDesk } from '../../test/desks/notice-desk.ts';
import { issuedCertificate } from '../../test/records/case-in-stage.ts';
import { exampleApplication } from '../../test/records/example-application.ts';

const desk = await noticeDesk();
const { database, owner, deliver, user, agent, officer, caseIn, step, mailsTo } = desk;

beforeEach(async () => {
  desk.setMailServer('back');
  await desk.setSmsFault({ mode: 'up' });
});

const subjects = async (address: string) => (await mailsTo(address)).map(({ subject }) => subject);
let numbers = 0;
const newMobile = () => `+9190000${String(10_000 + ++numbers)}`;

const turnsMade: [from: Stage, to: Stage, told: RegExp][] = [
  ['submitted', 'draft', /was not accepted/],
  ['submitted', 'awaiting-payment', /Pay the fee/],
  ['submitted', 'under-review', /is under review/],
  ['awaiting-payment', 'under-review', /is under review/],
  ['under-review', 'query-raised', /has a question/],
  ['under-review', 'awaiting-signature', /is approved/],
  ['awaiting-signature', 'under-review', /Another officer/],
  ['awaiting-signature', 'issued', /is issued/],
  ['under-review', 'rejected', /was rejected/],
  ['awaiting-payment', 'withdrawn', /is withdrawn/],
  ['query-raised', 'lapsed', /has lapsed/],
];

describe('each turn of a case', () => {
  test.each(turnsMade)(
    'from %s to %s is mailed once to whoever prepared it',
    async (from, to, told) => {
      const { id: preparer, email } = await user({ rights: ['view'] });
      await step(await caseIn(from, preparer), to);
      await deliver();
      await deliver();
      expect(await subjects(email)).toEqual([expect.stringMatching(told)]);
      expect((await mailsTo(email))[0]?.deliveries).toBe(1);
    },
  );

  test.each([
    ['draft', 'submitted'],
    ['under-review', 'needs-attention'],
    ['needs-attention', 'under-review'],
    ['under-review', 'under-review'],
  ] as [Stage, Stage][])('from %s to %s is told to nobody', async (from, to) => {
    const { id: preparer, email } = await user();
    await step(await caseIn(from, preparer), to);
    await deliver();
    expect(await subjects(email)).toEqual([]);
  });
});

describe('who is told', () => {
  test('the users with the right for it, the agent who prepared it, and no one else', async () => {
    const payer = await user({ rights: ['view', 'pay'] });
    const viewer = await user({ rights: ['view'] });
    const closed = await user({ active: false });
    const stranger = await user({ iec: '0388012345' });
    const broker = await agent();
    const bystander = await agent();
    await step(await caseIn('submitted', broker.id), 'awaiting-payment');
    await deliver();
    for (const { email } of [payer, broker]) expect(await subjects(email)).toHaveLength(1);
    for (const { email } of [viewer, closed, stranger, bystander]) {
      expect(await subjects(email)).toEqual([]);
    }
  });

  test('nobody whose mandate was revoked, even between the turn and the mail', async () => {
    const [early, late] = [await agent(), await agent()];
    const revoke = (id: string) =>
      database.update(mandate).set({ revokedAt: new Date() }).where(eq(mandate.agentId, id));
    await step(await caseIn('awaiting-signature', early.id), 'issued');
    await step(await caseIn('awaiting-signature', late.id), 'issued');
    await revoke(early.id);
    desk.setMailServer('away');
    await deliver();
    await revoke(late.id);
    desk.setMailServer('back');
    await database.update(caseMessage).set({ dueAt: new Date(0) });
    await deliver();
    expect([await subjects(early.email), await subjects(late.email)]).toEqual([[], []]);
  });

  test("the firm's address at DGFT, where nobody of the firm is let in any more", async () => {
    const iec = 'AADCN9021R';
    const gone = await user({ iec, active: false });
    const record = { name: 'Firm', email: 'firm@dgft.example' } as never;
    const known = { iec, status: 'active' as const, fetchedAt: new Date(), record };
    await database.insert(exporter).values(known);
    const id = await caseIn('under-review', gone.id);
    await database.execute(sql`update application set iec = ${iec} where id = ${id}`);
    await step(id, 'rejected', {
      detail: { reasons: [{ pointer: null, reason: 'No <b>paper</b>' }] },
    });
    await deliver();
    expect(await subjects(gone.email)).toEqual([]);
    const [mail] = await mailsTo('firm@dgft.example');
    expect(mail?.text).toContain('Reason: No <b>paper</b>');
    expect(mail?.html).not.toContain('<b>paper');
  });

  test('the officer who asked when the answer comes; the office when that officer is gone', async () => {
    const [asking, colleague] = [await officer(), await officer()];
    const answered = async () => {
      const id = await caseIn('query-raised');
      await database.insert(caseQuery).values({
        applicationId: id,
        round: 1,
        questions: [],
        raisedBy: asking.id,
        raisedAt: new Date(),
        respondBy: new Date(),
        before: exampleApplication(),
        answer: exampleApplication(),
      });
      await step(id, 'under-review');
      await deliver();
    };
    await answered();
    expect((await subjects(asking.email)).length).toBe(1);
    expect(await subjects(colleague.email)).toEqual([]);
    await database.update(account).set({ active: false }).where(eq(account.id, asking.id));
    await answered();
    expect((await subjects(asking.email)).length).toBe(1);
    expect((await subjects(colleague.email)).length).toBe(1);
  });
});

test('everybody is told in his own language, by SMS too where it matters and a mobile is confirmed', async () => {
  const [mobileEn, mobileHi] = [newMobile(), newMobile()];
  const english = await user({ mobile: mobileEn });
  const hindi = await user({ mobile: mobileHi, language: 'hi' });
  const id = await caseIn('submitted');
  await step(id, 'under-review');
  await deliver();
  await step(id, 'query-raised', {
    set: { stage: 'query-raised', respondBy: new Date('2026-12-01T18:29:59Z') },
    detail: { questions: [{ pointer: '/items/0', documentType: null, reason: 'Which heading?' }] },
  });
  await deliver();
  const [en] = await mailsTo(english.email);
  const [hi] = await mailsTo(hindi.email);
  expect(en).toMatchObject({ subject: expect.stringMatching(/^[ -~]+$/) });
  expect(en?.text).not.toMatch(/[\u0900-\u097f]/);
  // The query goes to those who prepare, the review to those who sign: both have both rights.
  expect(await subjects(english.email)).toHaveLength(2);
  expect(await subjects(hindi.email)).toHaveLength(2);
  const query = (await mailsTo(hindi.email)).find(({ subject }) => subject.includes('प्रश्न'));
  expect(query?.text).toContain('कारण: Which heading?');
  expect(query?.text).toContain('अंतिम दिन: 2026-12-01');
  expect(hi?.text).not.toContain('The office');
  expect((await desk.messagesTo(mobileEn)).map(({ text }) => text)).toEqual([
    expect.stringMatching(/the office has a question about your application .+ DGFT$/),
  ]);
  expect((await desk.messagesTo(mobileHi)).map(({ text }) => text)).toEqual([
    expect.stringMatching(/प्रश्न/),
  ]);
});

test('what becomes of an issued certificate is told by whoever changes it, with the successor or the reason', async () => {
  const signing = await officer();
  const signer = await user({ rights: ['view', 'sign'] });
  const holder = { accountId: owner.accountId, iec: owner.iec };
  const parent = await issuedCertificate(database, holder, signing.id);
  const child = await issuedCertificate(database, holder, signing.id, { replaces: parent });
  await database
    .update(certificate)
    .set({ status: 'superseded', successor: child })
    .where(eq(certificate.number, parent));
  const cancelled = {
    status: 'cancelled',
    cancelledAt: new Date(),
    cancellationCode: 'exporter-request',
    cancellationReason: 'Not India',
  };
  await database
    .update(certificate)
    .set(cancelled as typeof certificate.$inferInsert)
    .where(eq(certificate.number, child));
  await deliver();
  const told = await mailsTo(signer.email);
  const [first] = told.filter(({ subject }) => subject.includes('replaced'));
  const [last] = told.filter(({ subject }) => subject.includes('cancelled'));
  expect(first?.subject).toBe(`Certificate of origin ${parent} is replaced`);
  expect(first?.text).toContain(`New certificate: ${child}`);
  expect(last?.subject).toBe(`Certificate of origin ${child} is cancelled`);
  expect(last?.text).toContain('Reason: Not India');
  expect(told).toHaveLength(2);
});

test('what a case has left behind is not written about, how it ended is', async () => {
  const { email } = await user();
  const id = await caseIn('submitted');
  await step(id, 'under-review');
  await step(id, 'awaiting-signature');
  await step(id, 'issued');
  await deliver();
  expect(await subjects(email)).toEqual([expect.stringMatching(/is issued/)]);
});

describe('never twice, never lost', () => {
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
    const mobile = newMobile();
    const { email } = await user({ mobile });
    desk.setMailServer('away');
    await step(await caseIn('awaiting-signature'), 'issued');
    await deliver();
    expect([await subjects(email), (await desk.messagesTo(mobile)).length]).toEqual([[], 1]);
    expect(await isAnythingDue(database)).toBe(false);
    const waiting = await database.$count(caseMessage, eq(caseMessage.state, 'due'));
    expect(waiting).toBeGreaterThan(0);
    // As if a day had passed.
    await database.execute(sql`update case_message set due_at = now() where state = 'due'`);
    expect(await isAnythingDue(database)).toBe(true);
    desk.setMailServer('back');
    await deliver();
    expect(await subjects(email)).toHaveLength(1);
    expect(await database.$count(caseMessage, eq(caseMessage.state, 'due'))).toBe(0);
  });

  test('a mailbox that is full keeps no other waiting', async () => {
    const full = await user({ email: `full@${randomUUID()}.example` });
    const others = await Promise.all(Array.from({ length: 8 }, () => user()));
    await step(await caseIn('awaiting-signature'), 'issued');
    await deliver();
    for (const { email } of others) expect(await subjects(email)).toHaveLength(1);
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
    expect(await subjects(email)).toEqual([]);
    expect(await database.$count(caseMessage, eq(caseMessage.state, 'given-up'))).toBeGreaterThan(
      0,
    );
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
});
