import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { refundEnd, refundHold } from '../../../../activities/refund/booking.ts';
import { orderId } from '../../../../domain/money/order-id.ts';
import { holdFee, returnFee, takeFee } from '../../../../domain/money/posting.ts';
import { refundReference } from '../../../../domain/money/refund.ts';
import { caseInStage } from '../../../../test/records/case-in-stage.ts';
import { recordWithOffice } from '../../../../test/records/record-with-office.ts';
import { paidTopUp, refundOnRecord } from '../../../../test/records/refund-on-record.ts';
import { freshDatabase } from '../../../../test/servers/fresh-database.ts';
import { caseEvent, paymentOrder } from '../../../schema/schema.ts';
import { type Booking, book } from '../ledger/ledger.ts';
import {
  closeRefund,
  insertRefund,
  readRefund,
  readRefundable,
  settleRefundPart,
} from './refund.ts';

const { database } = await freshDatabase();
const { $client: client } = database;
const { accountId, iec } = await recordWithOffice(database);
const officeId = 'EIC-MUMBAI';
const payer = { iec, agency: 'EIC', office: 'MUMBAI' };
const place = { ...payer, officeId };
const settledAt = new Date();

/** Asks for parts of orders as nobody should: without looking what is left of them. */
async function asked(
  parts: { orderId: string; amountPaise: number }[],
  more: { iec?: string; holds?: Booking[]; amountPaise?: number } = {},
): Promise<string> {
  const id = orderId('REF', randomBytes(17));
  const made = parts.map((part, at) => {
    return { ...part, part: at + 1, reference: refundReference(id, at + 1) };
  });
  const sum = parts.reduce((total, { amountPaise }) => total + amountPaise, 0);
  const row = {
    ...{ id, iec: more.iec ?? iec, officeId, amountPaise: more.amountPaise ?? sum },
    ...{ reason: 'A test', askedBy: accountId, askedAt: new Date() },
  };
  const holds = more.holds ?? made.map((part) => refundHold(payer, part));
  await database.transaction((own) => insertRefund(own, row, made, holds));
  return id;
}

const refused = (asking: Promise<unknown>) =>
  asking.then(
    () => 'passed',
    (error) => `${error.cause?.constraint_name ?? error.constraint_name ?? error.message}`,
  );

afterEach(async () => {
  const [books] = await client`select sum(balance_paise)::int as sum from ledger_account`;
  expect(books?.sum).toBe(0);
});

describe('R32 the database refuses by itself', () => {
  test('more parts of an order than it brought', async () => {
    const order = await paidTopUp(database, { iec, officeId }, 50_000);
    await asked([{ orderId: order, amountPaise: 30_000 }]);
    expect(await refused(asked([{ orderId: order, amountPaise: 20_001 }]))).toBe(
      'refund_part_within_order',
    );
    await asked([{ orderId: order, amountPaise: 20_000 }]);
  });

  test("parts of an order that is not paid, or another exporter's", async () => {
    const order = await paidTopUp(database, { iec, officeId });
    const part = { orderId: order, amountPaise: 100 };
    expect(await refused(asked([part], { iec: '0388012345' }))).toBe('refund_part_within_order');
    const open = orderId('TOP', randomBytes(17));
    const values = { id: open, purpose: 'top-up' as const, iec, officeId, amountPaise: 500 };
    await database.insert(paymentOrder).values({ ...values, status: 'open' });
    expect(await refused(asked([{ ...part, orderId: open }]))).toBe('refund_part_within_order');
  });

  test('parts that do not add up to the refund, or for which nothing is set aside', async () => {
    const order = await paidTopUp(database, { iec, officeId });
    const part = { orderId: order, amountPaise: 100 };
    expect(await refused(asked([part], { amountPaise: 101 }))).toBe('refund_adds_up');
    expect(await refused(asked([part], { holds: [] }))).toBe('refund_part_is_booked');
  });

  test('a part that is done without being booked, or otherwise than it is booked', async () => {
    const id = await refundOnRecord(database, { iec, officeId, askedBy: accountId });
    const reference = refundReference(id, 1);
    const part = { reference, amountPaise: 50_000 };
    expect(
      await refused(client`update refund_part set status = 'refused' where refund_id = ${id}`),
    ).toBe('refund_part_is_booked');
    const end = { status: 'done' as const, gatewayReference: 'R1', remark: null, settledAt };
    const other = refundEnd(payer, part, 'refused');
    expect(await refused(settleRefundPart(database, reference, end, other))).toBe(
      'refund_part_is_booked',
    );
    await settleRefundPart(database, reference, end, refundEnd(payer, part, 'done'));
    await settleRefundPart(database, reference, { ...end, status: 'refused' }, other);
    expect((await readRefund(database, id))?.parts).toMatchObject([{ status: 'done' }]);
  });

  test.each([
    ['what was asked', 'update refund set amount_paise = 1'],
    ['who asked', 'update refund set asked_at = now()'],
    ['a part', 'update refund_part set amount_paise = 1'],
    ['a part that ended', "update refund_part set remark = 'x'"],
    ['that there was one', 'delete from refund_part'],
  ])('a change of %s', async (_what, statement) => {
    const id = await refundOnRecord(database, { iec, officeId, askedBy: accountId });
    const part = { reference: refundReference(id, 1), amountPaise: 50_000 };
    const end = { status: 'done' as const, gatewayReference: 'R1', remark: null, settledAt };
    await settleRefundPart(database, part.reference, end, refundEnd(payer, part, 'done'));
    await closeRefund(database, id, 'done', settledAt);
    const before = await readRefund(database, id);
    await expect(client.unsafe(statement)).rejects.toThrow('stays as it is');
    expect(await readRefund(database, id)).toEqual(before);
  });

  test('a hold for a refund that is taken in part, or twice', async () => {
    const id = await refundOnRecord(database, { iec, officeId, askedBy: accountId });
    const reference = refundReference(id, 1);
    const less = refundEnd(payer, { reference, amountPaise: 40_000 }, 'done');
    expect(await refused(book(database, [less]))).toBe('hold_resolved_whole');
    const whole = { reference, amountPaise: 50_000 };
    const both = [refundEnd(payer, whole, 'refused'), refundEnd(payer, whole, 'done')];
    expect(await refused(book(database, both))).toBe('ledger_transaction_resolves');
  });
});

describe('R32 what of a wallet may go back', () => {
  const ids = async () => (await readRefundable(database, place)).sources.map((one) => one.orderId);

  test('counts what a refused part left where it was', async () => {
    const order = await paidTopUp(database, { iec, officeId }, 50_000);
    const id = await asked([{ orderId: order, amountPaise: 50_000 }]);
    expect(await ids()).not.toContain(order);
    const part = { reference: refundReference(id, 1), amountPaise: 50_000 };
    const end = { status: 'refused' as const, gatewayReference: null, remark: 'no', settledAt };
    await settleRefundPart(database, part.reference, end, refundEnd(payer, part, 'refused'));
    expect(await ids()).toContain(order);
    await asked([{ orderId: order, amountPaise: 50_000 }]);
  });

  test('leaves out the payment that a case took for its fee, until that is given back', async () => {
    const applicationId = await caseInStage(database, 'under-review', { accountId, iec });
    const id = orderId('FEE', randomBytes(17));
    const order = { id, purpose: 'fee' as const, applicationId, officeId, amountPaise: 35_000 };
    const paid = { status: 'paid' as const, gatewayReference: `M${id}`, settledAt };
    await database.insert(paymentOrder).values({ ...order, ...paid });
    expect(await ids()).toContain(id);
    const event = { applicationId, sequence: 1, step: 'settle', at: settledAt, action: 'settle' };
    const chained = { previousHash: 'x', hash: 'y', detail: { order: id } };
    await database.insert(caseEvent).values({
      ...event,
      ...chained,
      actorRole: 'system',
      stage: 'under-review',
    });
    expect(await ids()).not.toContain(id);
    await paidTopUp(database, { iec, officeId }, 35_000);
    const movement = { ...payer, paise: 35_000 };
    const hold = { key: `${applicationId}/hold-fee`, applicationId, posting: holdFee(movement) };
    const back = { key: `${applicationId}/return-fee`, applicationId, resolves: hold.key };
    await book(database, [hold, { ...back, posting: returnFee(movement) }]);
    expect(await ids()).toContain(id);
  });

  test('is not what pays a fee', async () => {
    const before = (await readRefundable(database, place)).balancePaise;
    await paidTopUp(database, { iec, officeId }, 50_000);
    const movement = { ...payer, paise: 20_000 };
    const hold = { key: 'a/hold-fee', applicationId: null, posting: holdFee(movement) };
    const take = { key: 'a/take', applicationId: null, resolves: hold.key };
    await book(database, [hold, { ...take, posting: takeFee(movement) }]);
    expect((await readRefundable(database, place)).balancePaise).toBe(before + 30_000);
  });
});
