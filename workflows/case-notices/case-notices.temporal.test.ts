import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
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
const { database, owner, deliver, user, agent, officer, caseIn, step, mailsTo, subjectsTo } = desk;

beforeEach(() => desk.setMailServer('back'));

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
      expect(await subjectsTo(email)).toEqual([expect.stringMatching(told)]);
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
    expect(await subjectsTo(email)).toEqual([]);
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
    for (const { email } of [payer, broker]) expect(await subjectsTo(email)).toHaveLength(1);
    for (const { email } of [viewer, closed, stranger, bystander]) {
      expect(await subjectsTo(email)).toEqual([]);
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
    expect([await subjectsTo(early.email), await subjectsTo(late.email)]).toEqual([[], []]);
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
    expect(await subjectsTo(gone.email)).toEqual([]);
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
    expect((await subjectsTo(asking.email)).length).toBe(1);
    expect(await subjectsTo(colleague.email)).toEqual([]);
    await database.update(account).set({ active: false }).where(eq(account.id, asking.id));
    await answered();
    expect((await subjectsTo(asking.email)).length).toBe(1);
    expect((await subjectsTo(colleague.email)).length).toBe(1);
  });
});

test('everybody is told in his own language, by SMS too where it matters and a mobile is confirmed', async () => {
  const [mobileEn, mobileHi] = ['+919000010001', '+919000010002'];
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
  expect(await subjectsTo(english.email)).toHaveLength(2);
  expect(await subjectsTo(hindi.email)).toHaveLength(2);
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
  expect(await subjectsTo(email)).toEqual([expect.stringMatching(/is issued/)]);
});

test('what a case leaves behind while the mail server is away is not written about either', async () => {
  const { id: recipient, email } = await user();
  const id = await caseIn('submitted');
  desk.setMailServer('away');
  await step(id, 'under-review');
  await deliver();
  await step(id, 'awaiting-signature');
  await step(id, 'issued');
  desk.setMailServer('back');
  await database.update(caseMessage).set({ dueAt: new Date(0) });
  await deliver();
  expect(await subjectsTo(email)).toEqual([expect.stringMatching(/is issued/)]);
  const states = await database
    .select({ state: caseMessage.state })
    .from(caseMessage)
    .where(eq(caseMessage.recipient, recipient))
    .orderBy(caseMessage.noticeId);
  expect(states.map(({ state }) => state)).toEqual(['overtaken', 'sent']);
});
