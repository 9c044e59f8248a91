import { findActor } from '../../db/queries/account/actor.ts';
import { insertTopUp, lapseOrder } from '../../db/queries/money/payment/placed-order.ts';
import { counterOf, findOfficeById } from '../../db/queries/office/office.ts';
import { authorize } from '../../domain/authority/authorize.ts';
import { patience } from '../../domain/money/patience.ts';
import { objectionToTopUp } from '../../domain/money/top-up.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { OpenInput, OpenResult } from '../../workflows/wallet-top-up/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { refusal } from '../step-result.ts';

const notAuthorised = refusal(
  'not-authorised',
  'This account may not pay for this exporter any more: its rights have changed meanwhile.',
);

/** Opens the order of a top-up, if sender, office and amount may still have one. Safe to repeat. */
export function createOpenTopUp({ database }: Pick<Dependencies, 'database'>) {
  return async function openTopUp(
    input: OpenInput & { orderId: string },
  ): Promise<OpenResult | { refused: RefusalDetail }> {
    const { orderId, by, iec, officeId, amountPaise } = input;
    const actor = await findActor(database, by.accountId);
    const office = await findOfficeById(database, officeId);
    const wallet = { kind: 'wallet' as const, iec, officeId, agencyCode: office?.agencyCode };
    const mayPay = actor?.role === by.role && authorize(actor, 'top-up', wallet) === 'allowed';
    if (!mayPay || !office) return { refused: notAuthorised };
    const objection = objectionToTopUp(counterOf(office), amountPaise);
    if (objection) return { refused: refusal(objection.code, objection.message) };
    await insertTopUp(database, { id: orderId, iec, officeId, amountPaise });
    return { orderId, patience };
  };
}

/** Says that a top-up's order is asked about no more; one that is paid stays so. Safe to repeat. */
export function createLapseTopUp({ database }: Pick<Dependencies, 'database'>) {
  return async function lapseTopUp({ orderId }: { orderId: string }) {
    await lapseOrder(database, orderId, new Date());
    return { orderId };
  };
}
