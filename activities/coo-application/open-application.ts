import type { Database } from '../../db/database.ts';
import { readScheme } from '../../db/queries/agreement/scheme-version.ts';
import { type CaseChange, recordStep } from '../../db/queries/case/case.ts';
import { type OpeningCase, readOpeningCase } from '../../db/queries/case/opening.ts';
import { readParentOf } from '../../db/queries/certificate/parent.ts';
import { quoteCostSheets } from '../../db/queries/cost-sheet/quoted.ts';
import { isOverdraft } from '../../db/queries/money/ledger/ledger.ts';
import { findUnlisted } from '../../db/queries/reference/lists.ts';
import { examineCase, schemeVersionFor } from '../../domain/application/request.ts';
import { respondBy } from '../../domain/application/response-time.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import { rupeesText } from '../../domain/money/rupees.ts';
import { objectionToOffice, objectionToPayment } from '../../domain/office/acceptance.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import { agreed, refusal, type StepResult, stepResult } from '../step-result.ts';
import { accepted } from './arrived.ts';
import { determined, versionsOf } from './determined.ts';
import { chargeOfCase, feeHeld, orderOpened } from './fee.ts';

export type OpeningResult = StepResult & { orderOpen: boolean };

/**
 * Opens the submitted case in one statement: the IEC record is frozen into it, origin determined
 * with every step of the reasoning kept, the fee set aside from the wallet or an order opened; where
 * nothing is charged, nothing is booked, and where no way to pay is named, the exporter is asked.
 * `expectedFeePaise` is what the exporter was shown: another fee is refused. Safe to repeat. A
 * refusal gives the draft back with nothing charged.
 */
export function createOpenApplication({ database }: Dependencies) {
  return async function openApplication(input: {
    applicationId: string;
    revision: number;
    expectedFeePaise?: number | undefined;
  }): Promise<OpeningResult> {
    const at = new Date();
    const { applicationId, revision, expectedFeePaise } = input;
    const step = { applicationId, revision, name: 'open', at };
    const opened = (fee: 'held' | 'awaited') =>
      recordStep(
        database,
        step,
        (row) => open(database, row, { at, fee, expectedFeePaise }),
        () => readOpeningCase(database, applicationId),
      );
    const record = agreed(
      await opened('held').catch((error) => {
        if (isOverdraft(error)) return opened('awaited');
        throw error;
      }),
    );
    const { refused, orderOpen } = record.detail as {
      refused?: RefusalDetail;
      orderOpen?: boolean;
    };
    const state = { ...stepResult(record), orderOpen: orderOpen ?? false };
    return refused ? { ...state, refused } : state;
  };
}

/** With `fee` held, a wallet that holds less makes the step fail; awaited, the exporter is asked to pay. */
async function open(
  database: Database,
  row: OpeningCase,
  given: { at: Date; fee: 'held' | 'awaited'; expectedFeePaise: number | undefined },
): Promise<CaseChange> {
  const { at, fee, expectedFeePaise } = given;
  const { iecRecord: known, holidays } = row;
  if (!known?.record || known.status !== 'active')
    return backToDraft(iecRefusal(row.iec, known?.status));
  const objection = objectionToOffice(row.counter, row);
  if (objection) return backToDraft(refusal(objection.code, objection.message));
  const { email: _, ...exporter } = known.record;
  const today = indianDate(at.toISOString());
  const costSheets = await quoteCostSheets(database, row);
  const parent = await readParentOf(database, row);
  const schemeVersion = schemeVersionFor(parent, row.newestSchemeVersion);
  const examined = examineCase(
    {
      application: row.content,
      scheme: await readScheme(database, row.scheme, schemeVersion),
      exporter,
      today,
      holidays,
      servedFrom: row.servedFrom,
      costSheets,
      unlisted: await findUnlisted(database, row.content, { costSheets, today }),
    },
    { purpose: row.purpose, parent },
  );
  const [refused] = examined.refusals;
  if (refused) return backToDraft(refused);

  const { entry, totalPaise: paise } = chargeOfCase(row);
  if (expectedFeePaise !== undefined && expectedFeePaise !== paise) {
    return backToDraft(feeChanged(paise, expectedFeePaise));
  }
  const way = paise === 0 ? null : row.paymentMethod;
  const notThatWay = way && objectionToPayment(row.counter, way);
  if (notThatWay) return backToDraft(refusal(notThatWay.code, notThatWay.message));
  const held = way === 'wallet' && fee === 'held';
  const orderOpen = way === 'gateway';
  const found = determined(examined);
  return {
    set: {
      ...(held || paise === 0 ? accepted(row, at, row.calendar) : awaitingPayment(at)),
      exporter,
      ...found,
      schemeVersion,
      costSheets,
      feePaise: paise,
      feeEntryId: entry.id,
      waitingFor: null,
    },
    event: {
      actor: 'system',
      action: 'open',
      detail: {
        ...versionsOf(costSheets),
        schemeVersion,
        criteria: found.origin.map((item) => item.criterion),
        feePaise: paise,
        feeEntry: entry.id,
        feeHeld: held,
        orderOpen,
      },
    },
    also: [
      ...(held ? [feeHeld(database, row, paise)] : []),
      ...(orderOpen ? [orderOpened(database, row, paise, at)] : []),
    ],
  };
}

const awaitingPayment = (at: Date) => ({
  stage: 'awaiting-payment' as const,
  respondBy: new Date(respondBy('awaiting-payment', at.getTime())),
});

const backToDraft = (refused: RefusalDetail): CaseChange => ({
  set: { stage: 'draft', submittedAt: null, paymentMethod: null, waitingFor: null },
  event: { actor: 'system', action: 'refuse', detail: { refused } },
});

function feeChanged(paise: number, expectedPaise: number): RefusalDetail {
  const [now, then] = [rupeesText(paise), rupeesText(expectedPaise)];
  const message = `The fee is ${now} rupees, not ${then}. Nothing was charged. Look at it, then submit again.`;
  return refusal('fee-changed', message);
}

function iecRefusal(iec: string, status: string | undefined): RefusalDetail {
  const found = status === 'unknown' || !status ? 'DGFT does not know' : `DGFT lists as ${status}`;
  return refusal(
    'iec-not-active',
    `${found} the IEC ${iec}. Put it right on the DGFT site (Modify IEC), then submit again.`,
  );
}
