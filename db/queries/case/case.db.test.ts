import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { caseInStage, issuedCertificate } from '../../../test/records/case-in-stage.ts';
import { recordWithOffice } from '../../../test/records/record-with-office.ts';
import { freshDatabase } from '../../../test/servers/fresh-database.ts';
import { certificate, ledgerTransaction, paymentOrder } from '../../schema/schema.ts';
import { certificateIssued } from '../certificate/certificate.ts';
import { paymentOrderOpened } from '../money/payment/order.ts';
import { type CaseChange, readCase, recordStep } from './case.ts';
import { firstBrokenEvent, listCaseEvents } from './case-event.ts';

const { database } = await freshDatabase();
const owner = await recordWithOffice(database);

const change = (said: string): CaseChange => ({
  set: { stage: 'under-review' },
  event: { actor: 'system', action: 'open', detail: { said } },
});
const step = (applicationId: string, revision: number, name = 'open') => ({
  applicationId,
  name,
  revision,
  at: new Date(),
});
const newCase = () => caseInStage(database, 'submitted', owner);

function order(applicationId: string, id: string) {
  return paymentOrderOpened(database, {
    id,
    applicationId,
    officeId: 'EIC-MUMBAI',
    amountPaise: 35_000,
    createdAt: new Date(),
  });
}

describe('a step of a case', () => {
  test('done again gives its first result and writes nothing more', async () => {
    const id = await newCase();
    const first = await recordStep(database, step(id, 3), () => change('first'));
    const again = await recordStep(database, step(id, 3), () => change('second'));
    expect(first).toEqual({
      stage: 'under-review',
      revision: 4,
      respondBy: null,
      detail: { said: 'first' },
    });
    expect(again).toEqual(first);
    expect(await listCaseEvents(database, id)).toHaveLength(1);
  });

  test('done thirty times at once has one effect, with all that belongs to it', async () => {
    const id = await newCase();
    const results = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        recordStep(database, step(id, 3), () => ({
          ...change(String(index)),
          also: [order(id, `${id}/${index}`)],
        })),
      ),
    );
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    const orders = await database
      .select()
      .from(paymentOrder)
      .where(eq(paymentOrder.applicationId, id));
    expect(orders).toHaveLength(1);
    const [event] = await listCaseEvents(database, id);
    expect(orders[0]?.id).toBe(`${id}/${event?.detail.said}`);
  });

  test('meant for another revision is told so', async () => {
    const id = await newCase();
    const stale = await recordStep(database, step(id, 2), () => change('late'));
    expect(stale).toEqual({ staleRevision: 3 });
    expect(await listCaseEvents(database, id)).toEqual([]);
  });

  test('that is refused leaves the case as it is', async () => {
    const id = await newCase();
    const before = await readCase(database, id);
    const refused = { code: 'no', message: 'No.', pointer: null, reasoning: [] };
    expect(await recordStep(database, step(id, 3), () => ({ refused }))).toEqual({
      stage: 'submitted',
      revision: 3,
      respondBy: null,
      detail: {},
      refused,
    });
    expect(await readCase(database, id)).toEqual(before);
  });

  test('writes nothing when one part of it cannot be written', async () => {
    const id = await newCase();
    const before = await readCase(database, id);
    const twice = () => ({ ...change('twice'), also: [order(id, 'same'), order(id, 'same')] });
    await expect(recordStep(database, step(id, 3), twice)).rejects.toThrow('payment_order');
    expect(await readCase(database, id)).toEqual(before);
    expect(await listCaseEvents(database, id)).toEqual([]);
    expect(await database.$count(ledgerTransaction)).toBe(0);
  });

  test('keeps every value of the case as it was given', async () => {
    const id = await newCase();
    const set = {
      stage: 'under-review' as const,
      endorsements: ['ISSUED "RETROSPECTIVELY"', 'a, b {c}', ''],
      origin: [{ item: 1, criterion: 'PE', reasoning: [] }],
      feePaise: 35_000,
      waitingFor: null,
      submittedAt: new Date('2026-11-22T08:30:00.123Z'),
    };
    await recordStep(database, step(id, 3), () => ({ ...change(''), set }));
    expect(await readCase(database, id)).toMatchObject(set);
  });
});

test('the chain of events holds while many steps are tried at once', async () => {
  const id = await newCase();
  for (let revision = 3; revision < 13; revision++) {
    await Promise.all(
      ['open', 'pay', 'park'].map((name) =>
        recordStep(database, step(id, revision, name), () => change(name)),
      ),
    );
  }
  const events = await listCaseEvents(database, id);
  expect(events).toHaveLength(10);
  expect(firstBrokenEvent(events)).toBeNull();
  const { eventHash, revision } = await readCase(database, id);
  expect(eventHash).toBe(events.at(-1)?.hash);
  expect(revision).toBe(13);
});

test('an event is never changed', async () => {
  const id = await newCase();
  await recordStep(database, step(id, 3), () => change(''));
  await expect(database.$client`update case_event set action = 'other'`).rejects.toThrow(
    'never changed or deleted',
  );
});

describe('a certificate', () => {
  test('keeps what was signed: only its status may change', async () => {
    const number = await issuedCertificate(database, owner, owner.accountId);
    const numbered = eq(certificate.number, number);
    const changed = database
      .update(certificate)
      .set({ pdfKey: 'f'.repeat(64) })
      .where(numbered);
    await expect(changed).rejects.toThrow();
    await expect(database.delete(certificate).where(numbered)).rejects.toThrow();
    const cancelled = {
      cancelledAt: new Date(),
      cancellationCode: 'issued-in-error' as const,
      cancellationReason: 'issued in error',
    };
    await database
      .update(certificate)
      .set({ status: 'cancelled', ...cancelled })
      .where(numbered);
    const [row] = await database.select().from(certificate).where(numbered);
    expect(row).toMatchObject({ status: 'cancelled', pdfKey: '0'.repeat(64) });
  });

  test('is not issued under a number that another case has reserved', async () => {
    const number = await issuedCertificate(database, owner, owner.accountId);
    const [row] = await database.select().from(certificate).where(eq(certificate.number, number));
    if (!row) throw new Error('no certificate');
    const id = await newCase();
    const issue = () => ({
      ...change('issue'),
      also: [certificateIssued(database, { ...row, applicationId: id })],
    });
    await expect(recordStep(database, step(id, 3), issue)).rejects.toThrow(
      'is not the number of the case',
    );
    expect((await readCase(database, id)).revision).toBe(3);
  });
});
