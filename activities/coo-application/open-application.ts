import type { Transaction } from '../../db/database.ts';
import { type CaseChange, type CaseRow, recordStep } from '../../db/queries/case.ts';
import { readIecRecord } from '../../db/queries/exporter.ts';
import { listHolidays } from '../../db/queries/holiday.ts';
import { readOffice } from '../../db/queries/office.ts';
import { examineApplication } from '../../domain/application/examine.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import { agreed, refusal, type StepResult } from '../step-result.ts';
import { feeOf, holdFeeOf, openOrder } from './fee.ts';

export type OpeningResult = StepResult & { orderOpen: boolean };

/**
 * Opens the submitted case in one transaction: the IEC record is frozen into it, origin determined
 * with every step of the reasoning kept, the fee set aside from the wallet or an order opened.
 * Safe to repeat. A refusal gives the draft back with nothing charged.
 */
export function createOpenApplication({ database }: Dependencies) {
  return async function openApplication(input: {
    applicationId: string;
    revision: number;
  }): Promise<OpeningResult> {
    const at = new Date();
    const step = { ...input, name: 'open', at };
    const record = agreed(
      await recordStep(database, step, (transaction, row) => open(transaction, row, at)),
    );
    const { refused, orderOpen } = record.detail as {
      refused?: RefusalDetail;
      orderOpen?: boolean;
    };
    const state = { stage: record.stage, revision: record.revision, orderOpen: orderOpen ?? false };
    return refused ? { ...state, refused } : state;
  };
}

async function open(transaction: Transaction, row: CaseRow, at: Date): Promise<CaseChange> {
  const [known, office, holidays] = await Promise.all([
    readIecRecord(transaction, row.iec),
    readOffice(transaction, row.officeId),
    listHolidays(transaction),
  ]);
  if (!known?.record || known.status !== 'active')
    return backToDraft(iecRefusal(row.iec, known?.status));
  if (row.paymentMethod === 'wallet' && !office?.walletEnabled) return backToDraft(noWallet);
  const { email: _, ...exporter } = known.record;
  const examined = examineApplication({
    application: row.content,
    exporter,
    today: indianDate(at.toISOString()),
    holidays,
  });
  const [refused] = examined.refusals;
  if (refused) return backToDraft(refused);

  const fee = feeOf(row, at);
  const byWallet = row.paymentMethod === 'wallet';
  const held = byWallet && (await holdFeeOf(transaction, row, fee));
  const order = byWallet ? null : await openOrder(transaction, row, fee, at);
  const origin = examined.origin.map(({ item, criterion, reasoning }) => ({
    item,
    criterion: criterion ?? '',
    reasoning,
  }));
  return {
    set: {
      stage: held ? 'under-review' : 'awaiting-payment',
      exporter,
      origin,
      endorsements: examined.endorsements,
      feePaise: fee,
      waitingFor: null,
    },
    event: {
      actor: 'system',
      action: 'open',
      detail: {
        criteria: origin.map((item) => item.criterion),
        feePaise: fee,
        feeHeld: held,
        orderOpen: order !== null,
      },
    },
  };
}

const backToDraft = (refused: RefusalDetail): CaseChange => ({
  set: { stage: 'draft', submittedAt: null, paymentMethod: null, waitingFor: null },
  event: { actor: 'system', action: 'refuse', detail: { refused } },
});

const noWallet = refusal(
  'wallet-not-offered',
  'This office offers no wallet. Submit again and pay by the gateway.',
);

function iecRefusal(iec: string, status: string | undefined): RefusalDetail {
  const found = status === 'unknown' || !status ? 'DGFT does not know' : `DGFT lists as ${status}`;
  return refusal(
    'iec-not-active',
    `${found} the IEC ${iec}. Put it right on the DGFT site (Modify IEC), then submit again.`,
  );
}
