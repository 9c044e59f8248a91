import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSettlePayment } from '../../../activities/coo-application/settle-payment.ts';
import type { Dependencies } from '../../../activities/dependencies.ts';
import { noteOverdue } from '../../../db/queries/money/settlement/overdue.ts';
import { application, settlementDifference } from '../../../db/schema/schema.ts';
import type { Outcome } from '../../../domain/money/difference.ts';
import type { SettlementFault } from '../../../simulators/payment-gateway/settlement-fault.ts';
import { daysAgo, settlementDesk } from '../../../test/desks/settlement-desk.ts';
import { caseInStage } from '../../../test/records/case-in-stage.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';

const desk = await settlementDesk();
const { paid, spoil, reconcile, differences, books, movedSince, propose, settled } = desk;
const decide = desk.decideDifference;
await paid({ amountPaise: 20_000 }); // Somebody else's, for files where it does not belong.

let before: Awaited<ReturnType<typeof books>>;
beforeEach(async () => {
  await desk.newMerchant();
  before = await books();
});
afterEach(async () => {
  expect(await desk.sumOfBooks()).toBe(0);
});

const codeOf = async (answer: Response) => problemAnswer.parse(await answer.json()).code;
const only = async () => {
  const [one, ...more] = await differences();
  if (!one || more.length > 0) throw new Error(`${more.length} differences more than one`);
  return one;
};

/** One difference of a payment of 350 rupees, or of what comes to the file beside it. */
async function differing(fault: SettlementFault): Promise<string> {
  await paid();
  await spoil(fault);
  await reconcile();
  return (await only()).id;
}

/** A payment that its case waits for, so that it is not booked when the gateway settles it. */
async function unbooked(): Promise<{ orderId: string; applicationId: string }> {
  const owner = { accountId: desk.idOf('exporter'), iec: desk.payer.iec };
  const applicationId = await caseInStage(desk.database, 'awaiting-payment', owner);
  const orderId = await paid({ of: { applicationId }, booked: false });
  return { orderId, applicationId };
}

describe('R42 a difference is settled by two people', () => {
  it('of whom the second is another, and neither of another agency', async () => {
    const id = await differing('doubled-line');
    expect((await propose(id, 'gain-or-loss', 'other-administrator')).status).toBe(404);
    expect((await propose(id, 'gain-or-loss', 'officer')).status).toBe(404);
    expect(await codeOf(await decide(id))).toBe('difference-not-proposed');
    expect((await propose(id, 'gain-or-loss')).status).toBe(201);
    expect(await codeOf(await propose(id, 'nothing'))).toBe('difference-proposed');
    expect(await codeOf(await decide(id, true, 'administrator'))).toBe('role-may-not');
    expect((await decide(id, true, 'other-administrator')).status).toBe(404);
    expect(await only()).toMatchObject({ status: 'proposed', settlement: null });
    expect(await movedSince(before)).toMatchObject({ differences: 35_000, result: 0 });

    expect((await decide(id, false)).status).toBe(200);
    expect(await only()).toMatchObject({ status: 'open', proposal: { approved: false } });
    expect((await propose(id, 'nothing', 'operations')).status).toBe(201);
    expect(await codeOf(await decide(id, true, 'operations'))).toBe('role-may-not');
    expect((await decide(id, true, 'administrator')).status).toBe(200);
    expect(await codeOf(await propose(id, 'nothing'))).toBe('difference-settled');
    const asked = `/api/v1/audit?subject=difference/${id}`;
    const { entries } = (await (await desk.call(asked, { as: 'operations' })).json()) as {
      entries: { action: string }[];
    };
    expect(entries.map(({ action }) => action)).toEqual([
      'difference-proposed',
      'difference-proposal-rejected',
      'difference-proposed',
      'difference-settled',
    ]);
  });

  it('and by one of ten decisions at once, with one effect', async () => {
    const id = await differing('doubled-line');
    await propose(id, 'credit-wallet');
    const answers = await Promise.all(Array.from({ length: 10 }, () => decide(id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
    expect(await movedSince(before)).toMatchObject({ differences: 0, wallet: 70_000 });
  });

  it('also where somebody writes into the record himself', async () => {
    const id = await differing('doubled-line');
    await propose(id, 'nothing');
    const { $client: client } = desk.database;
    await expect(
      client`update difference_proposal set decided_by = proposed_by, decided_at = now(),
        approved = true where difference_id = ${id}`,
    ).rejects.toThrow('difference_takes_four_eyes');
    await expect(
      client`update settlement_difference set status = 'settled', settlement = 'nothing',
        settled_at = now() where id = ${id}`,
    ).rejects.toThrow('nobody approved');
    await decide(id);
    await expect(
      client`update settlement_difference set status = 'open' where id = ${id}`,
    ).rejects.toThrow('settled once');
    await expect(client`delete from settlement_file`).rejects.toThrow('never changed');
  });
});

describe('R42 what settling a difference books', () => {
  const clean = { clearing: 0, differences: 0 };
  const outcomes: [SettlementFault, Outcome, object][] = [
    ['doubled-line', 'credit-wallet', { wallet: 70_000, result: 0 }],
    ['doubled-line', 'gain-or-loss', { wallet: 35_000, result: 35_000 }],
    ['doubled-line', 'nothing', { wallet: 35_000, bank: -(35_000 - 826), charges: -826 }],
    ['paisa-off', 'gain-or-loss', { wallet: 35_000, result: 1 }],
    ['paisa-off', 'nothing', { wallet: 35_000, result: 0 }],
    ['paisa-off', 'credit-wallet', { wallet: 35_001 }],
    ['unknown-refund', 'gain-or-loss', { wallet: 35_000, result: -12_345 }],
    ['unknown-refund', 'nothing', { wallet: 35_000, bank: -(35_000 - 826) }],
    ['other-merchants-line', 'gain-or-loss', { wallet: 35_000, result: 20_000 }],
  ];
  it.each(outcomes)('%s, %s', async (fault, outcome, moved) => {
    const decided = await settled(await differing(fault), outcome);
    expect(decided).toMatchObject({ status: 'settled', settlement: outcome, suspendedPaise: 0 });
    expect(await movedSince(before)).toMatchObject({ ...clean, ...moved });
    await reconcile();
    expect(await differences()).toEqual([]);
    expect(await movedSince(before)).toMatchObject({ ...clean, ...moved });
  });

  it('goes to a payer who must be named where nobody knows him, and who is told', async () => {
    const id = await differing('extra-line');
    expect(await codeOf(await propose(id, 'refund'))).toBe('payer-not-named');
    const stranger = await propose(id, 'refund', 'administrator', { iec: '0399999999' });
    expect(await codeOf(stranger)).toBe('payer-not-named');
    await settled(id, 'refund', { iec: desk.payer.iec });
    expect(await movedSince(before)).toMatchObject({ ...clean, wallet: 35_000 + 12_345 });
    await reconcile();
    await reconcile();
    const told = (await desk.mails()).filter(({ text }) => text.includes('123.45'));
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('ask for it back');
  });

  it('brings in a payment that was not booked, once, whoever finds it besides', async () => {
    const { orderId, applicationId } = await unbooked();
    await reconcile();
    const { id, code } = await only();
    expect(code).toBe('not-booked');
    expect(await movedSince(before)).toMatchObject({ differences: 35_000, wallet: 0 });
    await settled(id, 'credit-wallet');
    const ended = { stage: 'rejected' as const };
    await desk.database.update(application).set(ended).where(eq(application.id, applicationId));
    await desk.settleOrder({ orderId });
    expect(await movedSince(before)).toMatchObject({ ...clean, wallet: 35_000 });
    expect((await desk.orderOf(orderId)).status).toBe('paid');
  });

  it('is nothing by people where the payment is booked here after all', async () => {
    const { orderId, applicationId } = await unbooked();
    await reconcile();
    const { id } = await only();
    await propose(id, 'credit-wallet');
    const ended = { stage: 'rejected' as const };
    await desk.database.update(application).set(ended).where(eq(application.id, applicationId));
    await desk.settleOrder({ orderId });
    await reconcile();
    expect(await codeOf(await decide(id))).toBe('difference-settled');
    expect(await differences({ open: false })).toMatchObject([{ settlement: 'booked-later' }]);
    expect(await movedSince(before)).toMatchObject({ ...clean, wallet: 35_000 });
  });

  it('carries as a loss what never comes, and finds it twice if it does', async () => {
    await desk.newMerchant(daysAgo(12));
    const orderId = await paid({ day: daysAgo(11) });
    await spoil('missing-line', daysAgo(11));
    await spoil('not-ready');
    await reconcile();
    const { id, outcomes: open } = await only();
    expect(open).toEqual(['gain-or-loss', 'nothing']);
    expect(await codeOf(await propose(id, 'refund'))).toBe('outcome-not-open');
    await settled(id, 'gain-or-loss');
    expect(await movedSince(before)).toMatchObject({ ...clean, result: -35_000 });
    await desk.moveTo(orderId, daysAgo(1));
    await spoil(null);
    await reconcile();
    expect(await only()).toMatchObject({ code: 'twice', suspendedPaise: 35_000 });
  });
});

describe('R32 an order for which the gateway took another amount', () => {
  const disputed = () => paid({ amountPaise: 35_001, asked: 35_000 });

  it('is listed at once, and its money goes to the payer when the gateway settles it', async () => {
    const orderId = await disputed();
    const { id } = await only();
    expect(await only()).toMatchObject({
      ...{ code: 'disputed', orderId, theirsPaise: 35_001, bookedPaise: 0 },
      ...{ suspendedPaise: 0, outcomes: ['nothing'] },
    });
    expect(await codeOf(await propose(id, 'credit-wallet'))).toBe('outcome-not-open');
    await reconcile();
    expect(await only()).toMatchObject({ id, suspendedPaise: 35_001 });
    await settled(id, 'credit-wallet');
    await desk.settleOrder({ orderId });
    await reconcile();
    expect(await differences()).toEqual([]);
    const moved = { clearing: 0, differences: 0, wallet: 35_001 };
    expect(await movedSince(before)).toMatchObject(moved);
  });

  it('parks its case once, and is left to people when the case goes on', async () => {
    const owner = { accountId: desk.idOf('exporter'), iec: desk.payer.iec };
    const applicationId = await caseInStage(desk.database, 'awaiting-payment', owner);
    const of = { applicationId };
    const orderId = await paid({ of, amountPaise: 35_001, asked: 35_000, booked: false });
    const settlePayment = createSettlePayment(desk.dependencies as Dependencies);
    await expect(settlePayment({ applicationId, revision: 3 })).rejects.toThrow('another amount');
    expect(await only()).toMatchObject({ code: 'disputed', orderId, theirsPaise: 35_001 });
    const goesOn = { stage: 'awaiting-payment', orderOpen: false };
    expect(await settlePayment({ applicationId, revision: 3 })).toMatchObject(goesOn);
  });

  it('is not decided on by what was proposed before the file came', async () => {
    await disputed();
    const { id } = await only();
    await propose(id, 'nothing');
    await reconcile();
    expect(await codeOf(await decide(id))).toBe('difference-changed');
    expect((await decide(id, false)).status).toBe(200);
    await settled(id, 'gain-or-loss');
    expect(await movedSince(before)).toMatchObject({ differences: 0, result: 35_001, wallet: 0 });
  });
});

describe('R32 refunds in the settlement', () => {
  it('are taken back by the gateway, and gateway-clearing is zero', async () => {
    const orderId = await paid({ day: null });
    const refundId = await desk.asked(10_000);
    expect(await desk.refundEndOf(refundId)).toEqual({ fate: 'done' });
    await desk.moveTo(orderId, daysAgo(1));
    expect(await movedSince(before)).toMatchObject({ clearing: -25_000 });
    await reconcile();
    expect(await differences()).toEqual([]);
    expect(await movedSince(before)).toMatchObject({ clearing: 0, bank: -(25_000 - 826) });
  });
});

it('R32 a refund that the gateway never takes back is carried as a gain, and found twice if it does', async () => {
  const merchantId = await desk.newMerchant();
  const orderId = await paid({ day: null });
  expect(await desk.refundEndOf(await desk.asked(10_000))).toEqual({ fate: 'done' });
  const days = { from: new Date(daysAgo(2)), until: new Date(daysAgo(-2)) };
  await noteOverdue(desk.database, { merchantId, ...days, at: new Date() });
  const listed = await differences();
  const refund = listed.find(({ code }) => code === 'refund-not-settled');
  expect(listed).toHaveLength(2);
  expect(refund).toMatchObject({ bookedPaise: -10_000, outcomes: ['gain-or-loss', 'nothing'] });
  await settled(refund?.id ?? '', 'gain-or-loss');
  const carried = { clearing: -35_000, differences: 0, result: 10_000 };
  expect(await movedSince(before)).toMatchObject(carried);
  await desk.moveTo(orderId, daysAgo(1));
  await reconcile();
  expect(await only()).toMatchObject({ code: 'twice', kind: 'refund', suspendedPaise: -10_000 });
  expect(await movedSince(before)).toMatchObject({ clearing: 0, differences: -10_000 });
});

it('administrators are told of new differences once, and only their own', async () => {
  const told = async () =>
    (await desk.mails())
      .filter(({ subject }) => subject.includes('differences wait'))
      .flatMap(({ to }) => to);
  const sofar = (await told()).length;
  await differing('extra-line');
  await reconcile();
  expect((await told()).slice(sofar)).toEqual(['administrator@example.org']);
  expect(await desk.database.$count(settlementDifference)).toBeGreaterThan(0);
});
