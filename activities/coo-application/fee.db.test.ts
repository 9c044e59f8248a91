import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { readCase } from '../../db/queries/case/case.ts';
import { keepIecRecord } from '../../db/queries/dgft/exporter.ts';
import { book } from '../../db/queries/money/ledger/ledger.ts';
import { failPaymentOrder, listOpenOrders } from '../../db/queries/money/payment/order.ts';
import { account, application, exporter, ledgerAccount } from '../../db/schema/schema.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import { addDays } from '../../domain/calendar/plain-date.ts';
import { exporterWallet, feesEarned, feesHeld } from '../../domain/money/account.ts';
import { openingBalance } from '../../domain/money/posting.ts';
import { caseInStage } from '../../test/records/case-in-stage.ts';
import { feeFromDay } from '../../test/records/fee-from-day.ts';
import { recordWithOffice } from '../../test/records/record-with-office.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import type { Dependencies } from '../dependencies.ts';
import { createOpenApplication } from './open-application.ts';
import { createPayFee } from './pay-fee.ts';

const { database } = await freshDatabase();
const owner = await recordWithOffice(database);
const dependencies = { database } as Dependencies;
const openApplication = createOpenApplication(dependencies);
const payFee = createPayFee(dependencies);
const by = { accountId: owner.accountId, role: 'exporter' as const };
let payer: { iec: string; agency: string; office: string };

beforeEach(async () => {
  const { content } = await readCase(database, await caseInStage(database, 'draft', owner));
  payer = { iec: `T${randomUUID().slice(0, 9)}`, agency: content.agency, office: content.office };
  await database.update(account).set({ iec: payer.iec }).where(eq(account.id, by.accountId));
  await keepIecRecord(database, {
    iec: payer.iec,
    status: 'active',
    record: {
      iec: payer.iec,
      pan: 'AAACS7302F',
      name: 'Sahyadri Chemicals',
      address: ['Plot 14'],
      country: 'IN',
      email: 'exporter@example.in',
    },
    fetchedAt: new Date(),
  });
});

const submitted = (paymentMethod: 'wallet' | 'gateway') =>
  caseInStage(database, 'submitted', { ...owner, iec: payer.iec }, { paymentMethod });

const fill = (paise: number) =>
  book(database, [
    { key: randomUUID(), applicationId: null, posting: openingBalance({ ...payer, paise }) },
  ]);

async function balanceOf(account: string): Promise<number> {
  const [row] = await database.select().from(ledgerAccount).where(eq(ledgerAccount.id, account));
  return Number(row?.balancePaise ?? 0);
}

describe('the fee of a case', () => {
  test('is held when the case opens, once', async () => {
    await fill(70_000);
    const applicationId = await submitted('wallet');
    const held = await balanceOf(feesHeld(payer));
    const opened = await openApplication({ applicationId, revision: 3 });
    expect(opened).toEqual({ stage: 'under-review', revision: 4, orderOpen: false });
    expect(await openApplication({ applicationId, revision: 3 })).toEqual(opened);
    expect(await balanceOf(exporterWallet(payer))).toBe(35_000);
    expect((await balanceOf(feesHeld(payer))) - held).toBe(35_000);
    expect(await balanceOf(feesEarned(payer))).toBe(0);
  });

  test('is asked for when the wallet holds less, and taken once it holds enough', async () => {
    await fill(34_999);
    const applicationId = await submitted('wallet');
    const opened = await openApplication({ applicationId, revision: 3 });
    expect(opened).toMatchObject({ stage: 'awaiting-payment', revision: 4, orderOpen: false });
    const wanted = { applicationId, revision: 4, by, paymentMethod: 'wallet' as const };
    expect(await payFee(wanted)).toMatchObject({
      stage: 'awaiting-payment',
      revision: 4,
      refused: { code: 'wallet-insufficient' },
    });
    expect(await balanceOf(exporterWallet(payer))).toBe(34_999);
    await fill(1);
    expect(await payFee(wanted)).toEqual({ stage: 'under-review', revision: 5, orderOpen: false });
    expect(await balanceOf(exporterWallet(payer))).toBe(0);
  });

  test('is never asked for twice at once', async () => {
    await fill(35_000);
    const applicationId = await submitted('gateway');
    const opened = await openApplication({ applicationId, revision: 3 });
    expect(opened).toMatchObject({ stage: 'awaiting-payment', revision: 4, orderOpen: true });
    const wanted = { applicationId, revision: 4, by, paymentMethod: 'wallet' as const };
    expect(await payFee(wanted)).toMatchObject({
      orderOpen: true,
      refused: { code: 'payment-order-open' },
    });
    const [order] = await listOpenOrders(database, applicationId);
    await failPaymentOrder(database, order?.id ?? '', {
      gatewayReference: null,
      settledAt: new Date(),
    });
    expect(await payFee(wanted)).toEqual({ stage: 'under-review', revision: 5, orderOpen: false });
  });

  test('is held for as many cases as the wallet pays for, however many open at once', async () => {
    await fill(3 * 35_000);
    const ids = await Promise.all(Array.from({ length: 8 }, () => submitted('wallet')));
    const opened = await Promise.all(
      ids.map((applicationId) => openApplication({ applicationId, revision: 3 })),
    );
    const stages = opened.map(({ stage }) => stage).toSorted();
    expect(stages).toEqual([
      ...Array(5).fill('awaiting-payment'),
      ...Array(3).fill('under-review'),
    ]);
    const cases = await database.select().from(application).where(eq(application.iec, payer.iec));
    expect(cases.every(({ revision }) => revision === 4)).toBe(true);
  });
});

describe('the fee that was shown', () => {
  const today = indianDate(new Date().toISOString());
  /** The fee of the example's agency changes; the class keeps each test's fee to itself. */
  async function classOfItsOwn(from: string, paise: number, more = {}): Promise<string> {
    const exporterClass = `class of ${payer.iec}`;
    await database
      .update(exporter)
      .set({ feeClass: exporterClass })
      .where(eq(exporter.iec, payer.iec));
    return feeFromDay(database, from, paise, { agency: payer.agency, exporterClass, ...more });
  }
  const walletAndHeld = () =>
    Promise.all([exporterWallet(payer), feesHeld(payer)].map((one) => balanceOf(one)));
  const ordersOf = (applicationId: string) => listOpenOrders(database, applicationId);

  test.each(['wallet', 'gateway'] as const)(
    'is the fee taken: another one is refused with nothing charged by %s',
    async (way) => {
      await fill(70_000);
      const before = await walletAndHeld();
      await classOfItsOwn(today, 40_000);
      const applicationId = await submitted(way);
      const asked = { applicationId, revision: 3, expectedFeePaise: 35_000 };
      const opened = await openApplication(asked);
      expect(opened).toMatchObject({ stage: 'draft', refused: { code: 'fee-changed' } });
      expect(opened.refused?.message).toContain('400.00 rupees, not 350.00');
      expect(await openApplication(asked)).toEqual(opened);
      expect(await walletAndHeld()).toEqual(before);
      expect(await ordersOf(applicationId)).toEqual([]);
      expect(await readCase(database, applicationId)).toMatchObject({ feeEntryId: null });
    },
  );

  test('is charged when it is still the fee, and the case keeps the entry that it comes from', async () => {
    await fill(70_000);
    const entry = await classOfItsOwn(today, 40_000);
    const applicationId = await submitted('wallet');
    const asked = { applicationId, revision: 3, expectedFeePaise: 40_000 };
    expect(await openApplication(asked)).toMatchObject({ stage: 'under-review' });
    const kept = await readCase(database, applicationId);
    expect(kept).toMatchObject({ feePaise: 40_000, feeEntryId: entry });
    expect(await balanceOf(exporterWallet(payer))).toBe(30_000);
  });

  test('is that of the day of submission, however late the case opens', async () => {
    await fill(70_000);
    await classOfItsOwn(today, 40_000);
    const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000);
    const owned = { ...owner, iec: payer.iec };
    const more = { paymentMethod: 'wallet' as const, submittedAt: yesterday };
    const applicationId = await caseInStage(database, 'submitted', owned, more);
    const asked = { applicationId, revision: 3, expectedFeePaise: 35_000 };
    expect(await openApplication(asked)).toMatchObject({ stage: 'under-review' });
    expect(await balanceOf(exporterWallet(payer))).toBe(35_000);
  });

  test('is not moved by an entry that has not begun', async () => {
    await fill(70_000);
    await classOfItsOwn(addDays(today, 1), 40_000);
    const applicationId = await submitted('wallet');
    expect(await openApplication({ applicationId, revision: 3 })).toMatchObject({
      stage: 'under-review',
    });
    expect(await balanceOf(exporterWallet(payer))).toBe(35_000);
  });

  test('is held with its taxes to the paisa', async () => {
    await fill(70_000);
    const taxes = ['CGST', 'SGST'].map((name) => ({ name, percent: '9' }));
    await classOfItsOwn(today, 20_005, { taxes });
    const applicationId = await submitted('wallet');
    await openApplication({ applicationId, revision: 3 });
    expect(await balanceOf(exporterWallet(payer))).toBe(70_000 - 20_005 - 2 * 1_800);
  });
});
