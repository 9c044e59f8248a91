import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { exampleApplication } from '../../test/records/example-application.ts';
import { signedInProgram } from '../../test/servers/api-program.ts';
import type { ReceivedMail } from '../../test/servers/mailbox.ts';
import { applicationAnswer, caseState } from '../schemas/case/answers.ts';

const exporter = await signedInProgram('AAACS7302F');

/** Mails to the exporter that name one case, the oldest first. */
async function mailsAbout(id: string): Promise<string[]> {
  const to = 'aaacs7302f@exporter.example';
  const answer = await fetch(`${inject('addresses').mailbox}/messages?to=${to}`);
  const mails = (await answer.json()) as ReceivedMail[];
  const about = mails.filter(({ text }) => text.includes(id));
  return about.map(({ subject }) => subject).toReversed();
}

test('the running system mails each turn of a case beside it, in the language chosen by then', async () => {
  const invoice = `INV/${randomUUID().slice(0, 8)}`;
  const [first, ...others] = exampleApplication().invoices;
  if (!first) throw new Error('the example has no invoice');
  const example = exampleApplication();
  const body = {
    ...example,
    invoices: [{ ...first, number: invoice }, ...others],
    items: example.items.map((item) =>
      item.invoice === first.number ? { ...item, invoice } : item,
    ),
  };
  const drafted = await exporter('/applications', { body });
  const { id } = applicationAnswer.parse(await drafted.json());
  const submission = { expectedRevision: 1, payment: { method: 'wallet' } };
  const submitted = await exporter(`/applications/${id}/submit`, { body: submission });
  const { revision } = caseState.parse(await submitted.json());
  const patient = { timeout: 60_000, interval: 250 };
  await expect
    .poll(() => mailsAbout(id), patient)
    .toEqual([`Your application for invoice ${invoice} is under review`]);

  const choose = (language: string) =>
    exporter('/account/language', { method: 'PUT', body: { language } });
  expect((await choose('hi')).status).toBe(204);
  try {
    const withdrawal = { expectedRevision: revision, reason: 'Sold to somebody else' };
    const taken = await exporter(`/applications/${id}/withdrawal`, { body: withdrawal });
    expect(taken.status).toBe(200);
    await expect
      .poll(async () => (await mailsAbout(id)).at(-1), patient)
      .toBe(`बीजक ${invoice} का आपका आवेदन वापस लिया गया`);
    expect(await mailsAbout(id)).toHaveLength(2);
  } finally {
    await choose('en');
  }
}, 150_000);
