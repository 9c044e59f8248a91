import * as record from '../../db/queries/money/payment/refund.ts';
import { endOfRefund, type RefundStatus } from '../../domain/money/refund.ts';
import type { Dependencies } from '../dependencies.ts';
import { corrupt } from '../failure.ts';

/** Lists a refund for people, because the gateway leaves it open. Safe to repeat. */
export function createCallPeopleToRefund({ database }: Pick<Dependencies, 'database'>) {
  return async function callPeopleToRefund({ refundId }: { refundId: string }) {
    await record.callPeopleToRefund(database, refundId, new Date());
    return { refundId };
  };
}

/** Says what a refund has come to, whose parts are all known. Safe to repeat. */
export function createEndRefund({ database }: Pick<Dependencies, 'database'>) {
  return async function endRefund(input: { refundId: string }): Promise<{ status: RefundStatus }> {
    const refund = await record.readRefund(database, input.refundId);
    const status = refund && endOfRefund(refund.parts.map((part) => part.status));
    if (!status) throw corrupt(`the refund ${input.refundId} has parts that are not known`);
    await record.closeRefund(database, input.refundId, status, new Date());
    return { status };
  };
}
