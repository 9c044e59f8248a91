import { findSettlingMerchant, keepSettlementWait } from '../../db/queries/money/settlement/due.ts';
import type { MerchantDay, Waiting } from '../../workflows/settlement-reconciliation/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { yesterdayInIndia } from './yesterday.ts';

/** Notes for people why a day's file has not been taken. Safe to repeat. */
export function createNoteSettlementWait({ database }: Pick<Dependencies, 'database'>) {
  return async function noteSettlementWait({
    merchantId,
    day,
    waiting,
  }: MerchantDay & Waiting): Promise<void> {
    const merchant = await findSettlingMerchant(database, merchantId, yesterdayInIndia());
    if (!merchant) return;
    const wait = { merchantId, day, officeId: merchant.officeId };
    await keepSettlementWait(database, { ...wait, reason: waiting, askedAt: new Date() });
  };
}
