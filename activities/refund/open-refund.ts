import { findActor } from '../../db/queries/account/actor.ts';
import { isOverdraft } from '../../db/queries/money/ledger/ledger.ts';
import {
  insertRefund,
  lockRefunds,
  readRefund,
  readRefundable,
} from '../../db/queries/money/payment/refund.ts';
import { findOfficeById } from '../../db/queries/office/office.ts';
import { authorize } from '../../domain/authority/authorize.ts';
import { refundPatience } from '../../domain/money/patience.ts';
import { planRefund, refundReference } from '../../domain/money/refund.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { AskRefundInput, AskRefundResult } from '../../workflows/wallet-refund/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { refusal } from '../step-result.ts';
import { refundHold } from './booking.ts';

const notAuthorised = refusal(
  'not-authorised',
  'This account may not take money out for this exporter any more: its rights have changed meanwhile.',
);

const spentMeanwhile = refusal(
  'refund-exceeds-wallet',
  'The wallet holds less by now: something else was paid from it meanwhile.',
);

/**
 * Decides to which payments the money goes back and sets it aside, if sender and wallet may still have
 * that. One refund of a wallet after the other, so that no two count on the same payment. Safe to
 * repeat.
 */
export function createOpenRefund({ database }: Pick<Dependencies, 'database'>) {
  return async function openRefund(
    input: AskRefundInput & { refundId: string },
  ): Promise<AskRefundResult | { refused: RefusalDetail }> {
    const { refundId, by, iec, officeId, amountPaise, reason } = input;
    const actor = await findActor(database, by.accountId);
    const office = await findOfficeById(database, officeId);
    const wallet = { kind: 'wallet' as const, iec, officeId, agencyCode: office?.agencyCode };
    const mayAsk = actor?.role === by.role && authorize(actor, 'refund', wallet) === 'allowed';
    if (!mayAsk || !office) return { refused: notAuthorised };
    const place = { iec, officeId, agency: office.agencyCode, office: office.code };
    try {
      const refused = await database.transaction(async (own) => {
        await lockRefunds(own, place);
        if (await readRefund(own, refundId)) return null;
        const plan = planRefund(await readRefundable(own, place), amountPaise);
        if ('objection' in plan) return refusal(plan.objection.code, plan.objection.message);
        const parts = plan.parts.map((part) => ({
          ...part,
          reference: refundReference(refundId, part.part),
        }));
        const row = { id: refundId, iec, officeId, amountPaise, reason };
        const asked = { askedBy: by.accountId, askedAt: new Date() };
        const holds = parts.map((part) => refundHold(place, part));
        await insertRefund(own, { ...row, ...asked }, parts, holds);
        return null;
      });
      return refused ? { refused } : { refundId, patience: refundPatience };
    } catch (error) {
      if (isOverdraft(error)) return { refused: spentMeanwhile };
      throw error;
    }
  };
}
