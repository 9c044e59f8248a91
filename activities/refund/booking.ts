import type { Booking } from '../../db/queries/money/ledger/ledger.ts';
import type { OfficeKey } from '../../domain/money/account.ts';
import { holdRefund, payRefund, returnRefund } from '../../domain/money/posting.ts';

type Payer = OfficeKey & { iec: string };
type Part = { reference: string; amountPaise: number };

const holdKey = ({ reference }: Part) => `${reference}/hold-refund`;

/** Sets the money of a part aside out of the wallet. */
export const refundHold = (payer: Payer, part: Part): Booking => ({
  key: holdKey(part),
  applicationId: null,
  posting: holdRefund({ ...payer, paise: part.amountPaise }),
});

/** Takes what was set aside for a part, or gives it back to the wallet: one of the two, once. */
export function refundEnd(payer: Payer, part: Part, status: 'done' | 'refused'): Booking {
  const movement = { ...payer, paise: part.amountPaise };
  const posting = status === 'done' ? payRefund(movement) : returnRefund(movement);
  const key = `${part.reference}/${posting.kind}`;
  return { key, applicationId: null, posting, resolves: holdKey(part) };
}
