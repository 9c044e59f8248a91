import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { readCase, recordStep } from '../../db/queries/case/case.ts';
import { keepIecRecord } from '../../db/queries/dgft/exporter.ts';
import { book } from '../../db/queries/money/ledger/ledger.ts';
import { account, agency, officerOffice } from '../../db/schema/schema.ts';
import {
  type CaseEnd,
  caseEnds,
  type FeeFate,
  feeOutcomeOf,
  feeOutcomes,
  type RejectionFee,
} from '../../domain/money/fee-outcome.ts';
import { openingBalance } from '../../domain/money/posting.ts';
import { caseInStage } from '../../test/records/case-in-stage.ts';
import { feeMovements } from '../../test/records/fee-movements.ts';
import { recordWithOffice } from '../../test/records/record-with-office.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import type { Dependencies } from '../dependencies.ts';
import { feeEnded } from './fee.ts';
import { createOpenApplication } from './open-application.ts';
import { createRecordRejection } from './record-rejection.ts';

const { database } = await freshDatabase();
const owner = await recordWithOffice(database);
const dependencies = { database } as Dependencies;
const openApplication = createOpenApplication(dependencies);
const recordRejection = createRecordRejection(dependencies);
const { content } = await readCase(database, await caseInStage(database, 'draft', owner));
const office = { agency: content.agency, office: content.office };
const fee = 35_000;

const officer = { accountId: randomUUID(), role: 'officer' as const };
await database.insert(account).values({
  id: officer.accountId,
  role: 'officer',
  login: 'officer',
  name: 'Officer',
  email: 'officer@eic.example',
  agencyCode: 'EIC',
});
await database
  .insert(officerOffice)
  .values({ accountId: officer.accountId, officeId: 'EIC-MUMBAI' });
const record = {
  iec: owner.iec,
  pan: owner.iec,
  name: 'Sahyadri Chemicals',
  address: ['Plot 14'],
  country: 'IN',
  email: 'exporter@example.in',
};
await keepIecRecord(database, {
  iec: owner.iec,
  status: 'active',
  record,
  fetchedAt: new Date(),
});

async function submitted(more = {}): Promise<string> {
  const posting = openingBalance({ iec: owner.iec, ...office, paise: fee });
  await book(database, [{ key: randomUUID(), applicationId: null, posting }]);
  return caseInStage(database, 'submitted', owner, { paymentMethod: 'wallet', ...more });
}

async function underReview(): Promise<string> {
  const applicationId = await submitted();
  await openApplication({ applicationId, revision: 3 });
  return applicationId;
}

const movements = (applicationId: string) => feeMovements(database, applicationId, office);

/** Where the fee is under each of the table's words. */
const whereabouts: Record<FeeFate, Awaited<ReturnType<typeof feeMovements>>> = {
  held: { kinds: ['hold-fee'], walletPaise: -fee, heldPaise: fee, earnedPaise: 0 },
  taken: { kinds: ['hold-fee', 'take-fee'], walletPaise: -fee, heldPaise: 0, earnedPaise: fee },
  'given-back': { kinds: ['hold-fee', 'return-fee'], walletPaise: 0, heldPaise: 0, earnedPaise: 0 },
  'not-charged': { kinds: [], walletPaise: 0, heldPaise: 0, earnedPaise: 0 },
};
const publishedOf = (occasion: string) => feeOutcomes.find((one) => one.occasion === occasion);

async function decided(rejectionFee: RejectionFee): Promise<string> {
  const applicationId = await underReview();
  await database.update(agency).set({ rejectionFee }).where(eq(agency.code, 'EIC'));
  const reasons = [{ pointer: null, reason: 'The invoice is of another consignment.' }];
  const rejection = { applicationId, revision: 4, by: officer, reasons };
  const rejected = await recordRejection(rejection);
  expect(rejected).toMatchObject({ stage: 'rejected', revision: 5 });
  expect(await recordRejection(rejection)).toEqual(rejected);
  return applicationId;
}

/** Ends a case under review by the table, as any step may that ends one. */
async function ended(applicationId: string, end: Exclude<CaseEnd, 'rejected'>): Promise<void> {
  const { revision } = await readCase(database, applicationId);
  const step = { applicationId, name: end, revision, at: new Date() };
  const change = () =>
    recordStep(database, step, (row) => ({
      set: { stage: row.stage },
      event: { actor: 'system', action: end, detail: {} },
      also: feeEnded(database, row, feeOutcomeOf(end)),
    }));
  await change();
  await change();
}

describe('the ledger does with a fee what the published table says', () => {
  test('when a case is accepted for review', async () => {
    const fate = publishedOf('accepted-for-review')?.value;
    expect(await movements(await underReview())).toEqual(whereabouts[fate ?? 'taken']);
  });

  test('when it is refused before its review', async () => {
    const fate = publishedOf('refused-before-review')?.value;
    const applicationId = await submitted({ content: { ...content, items: [] } });
    const opened = await openApplication({ applicationId, revision: 3 });
    expect(opened).toMatchObject({ stage: 'draft', refused: { code: expect.any(String) } });
    expect(await movements(applicationId)).toEqual(whereabouts[fate ?? 'taken']);
  });

  test('when the officer rejects it, under either policy of the agency', async () => {
    const published = publishedOf('rejected');
    expect(await movements(await decided('kept'))).toEqual(whereabouts[published?.value ?? 'held']);
    const other = published?.byPolicy;
    expect(other?.rejectionFee).toBe('returned');
    expect(await movements(await decided('returned'))).toEqual(whereabouts[other?.value ?? 'held']);
  });

  const others = caseEnds.filter(
    (end) => end !== 'rejected' && end !== 'refused-before-review',
  ) as Exclude<CaseEnd, 'rejected'>[];

  test.each(others)('when it ends as %s, however often the step is done', async (end) => {
    const applicationId = await underReview();
    await ended(applicationId, end);
    expect(await movements(applicationId)).toEqual(whereabouts[publishedOf(end)?.value ?? 'held']);
  });

  test('and gives nothing back that was never held', async () => {
    const applicationId = await caseInStage(database, 'awaiting-payment', owner);
    await ended(applicationId, 'withdrawn-before-review');
    expect(await movements(applicationId)).toEqual(whereabouts['not-charged']);
    const unpriced = await caseInStage(database, 'submitted', owner, { feePaise: null });
    await ended(unpriced, 'our-error');
    expect(await movements(unpriced)).toEqual(whereabouts['not-charged']);
  });

  test('and takes no fee that was never held', async () => {
    const applicationId = await caseInStage(database, 'awaiting-payment', owner);
    await expect(ended(applicationId, 'withdrawn-during-review')).rejects.toThrow();
    expect(await movements(applicationId)).toEqual(whereabouts['not-charged']);
  });
});
