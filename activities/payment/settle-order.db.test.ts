import { beforeEach, expect, test } from 'vitest';
import { paymentCounter } from '../../test/desks/payment-counter.ts';
import { caseInStage } from '../../test/records/case-in-stage.ts';
import { recordWithOffice } from '../../test/records/record-with-office.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import { createSettleOrder } from './settle-order.ts';
import { createTellOfLateMoney } from './tell-of-late-money.ts';

const { database } = await freshDatabase();
const owner = await recordWithOffice(database);
const counter = await paymentCounter(database);
const { press, newOrder, orderOf, balance, sumOfBooks, mails } = counter;
const settleOrder = createSettleOrder(counter.dependencies);
const tell = createTellOfLateMoney(counter.dependencies);
const closedCase = () => caseInStage(database, 'under-review', owner);

let before: number;
beforeEach(async () => {
  await counter.fault({ mode: 'up' });
  before = await balance();
});
const gained = async () => (await balance()) - before;

test('R32 an order that was declined and then paid brings its money to the wallet, once', async () => {
  const orderId = await newOrder({ applicationId: await closedCase() });
  await press(orderId, 'fail');
  expect(await settleOrder({ orderId })).toEqual({ fate: 'failed' });
  await press(orderId, 'pay');
  const fates = await Promise.all(Array.from({ length: 20 }, () => settleOrder({ orderId })));
  const { gatewayReference } = await orderOf(orderId);
  expect(fates).toEqual(Array(20).fill({ fate: 'credited', gatewayReference }));
  expect(await settleOrder({ orderId })).toEqual({ fate: 'credited', gatewayReference });
  expect([await gained(), await sumOfBooks()]).toEqual([35_000, 0]);
});

test('R32 two orders that were both paid bring two amounts', async () => {
  const applicationId = await closedCase();
  const orders = await Promise.all([newOrder({ applicationId }), newOrder({ applicationId })]);
  for (const orderId of orders) await press(orderId, 'vanish');
  await Promise.all([...orders, ...orders].map((orderId) => settleOrder({ orderId })));
  expect([await gained(), await sumOfBooks()]).toEqual([70_000, 0]);
});

test('an order whose case waits for its fee is left to the case', async () => {
  const applicationId = await caseInStage(database, 'awaiting-payment', owner);
  const orderId = await newOrder({ applicationId });
  await press(orderId, 'pay');
  expect(await settleOrder({ orderId })).toEqual({ fate: 'with-case' });
  const stage = 'awaiting-payment' as const;
  const attention = { step: 'take the fee', reason: 'x', stage };
  const parked = await caseInStage(database, 'needs-attention', owner, { attention });
  const other = await newOrder({ applicationId: parked });
  expect(await settleOrder({ orderId: other })).toEqual({ fate: 'with-case' });
  expect(await gained()).toBe(0);
});

test.each([-1, 1])('an amount that is off by %i paisa is booked by nobody', async (off) => {
  const orderId = await newOrder({ iec: owner.iec });
  await press(orderId, 'pay', { amountPaise: 35_000 + off });
  expect(await settleOrder({ orderId })).toEqual({ fate: 'disputed' });
  expect(await settleOrder({ orderId })).toEqual({ fate: 'disputed' });
  expect((await orderOf(orderId)).status).toBe('disputed');
  expect([await gained(), await sumOfBooks()]).toEqual([0, 0]);
});

test('what nobody paid, or the bank thinks about, is open', async () => {
  const orderId = await newOrder({ iec: owner.iec });
  expect(await settleOrder({ orderId })).toEqual({ fate: 'open' });
  await press(orderId, 'pending');
  expect(await settleOrder({ orderId })).toEqual({ fate: 'open' });
});

test('a top-up that had lapsed is credited all the same', async () => {
  const orderId = await newOrder({ iec: owner.iec }, { status: 'lapsed' });
  await press(orderId, 'pay');
  expect(await settleOrder({ orderId })).toMatchObject({ fate: 'credited' });
  expect([await gained(), await sumOfBooks()]).toEqual([35_000, 0]);
});

test('R42 an order is asked for under its own merchant, with the key of its time or a newer', async () => {
  const orderId = await newOrder({ iec: owner.iec });
  await press(orderId, 'pay');
  await counter.setMerchant('EICMERCHANT', 'a-newer-key');
  await counter.setMerchant('EICOTHER', 'key-of-the-other');
  try {
    expect(await settleOrder({ orderId })).toMatchObject({ fate: 'credited' });
    expect(await gained()).toBe(35_000);
  } finally {
    await counter.setMerchant('EICMERCHANT', 'key-of-EIC');
  }
});

test('an absent gateway is waited for', async () => {
  const orderId = await newOrder({ iec: owner.iec });
  await press(orderId, 'pay');
  await counter.fault({ mode: 'down' });
  await expect(settleOrder({ orderId })).rejects.toMatchObject({ type: 'UpstreamUnavailable' });
  expect(await gained()).toBe(0);
});

test('the exporter is told of late money once', async () => {
  const orderId = await newOrder({ applicationId: await closedCase() });
  await press(orderId, 'pay');
  const settled = await settleOrder({ orderId });
  const { gatewayReference } = 'gatewayReference' in settled ? settled : { gatewayReference: '' };
  const sent = (await mails()).length;
  expect(await tell({ orderId, gatewayReference })).toEqual({ sent: true });
  expect(await tell({ orderId, gatewayReference })).toEqual({ sent: false });
  const [mail, ...more] = (await mails()).slice(sent);
  expect(more).toEqual([]);
  expect(mail?.to).toEqual(['exporter@example.in']);
  expect(mail?.text).toContain('350.00');
});
