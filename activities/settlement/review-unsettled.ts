import { listHolidays } from '../../db/queries/dgft/holiday.ts';
import { findSettlingMerchant } from '../../db/queries/money/settlement/due.ts';
import { endBookedLater, noteOverdue } from '../../db/queries/money/settlement/overdue.ts';
import { beginningInIndia } from '../../domain/calendar/indian-period.ts';
import { addDays } from '../../domain/calendar/plain-date.ts';
import { lastDayDue } from '../../domain/money/settlement.ts';
import type { Dependencies } from '../dependencies.ts';
import { yesterdayInIndia } from './yesterday.ts';

/**
 * Ends differences that have been booked here after all, and lists what the gateway should have
 * settled by now, as far as its files have been taken without a gap. Safe to repeat.
 */
export function createReviewUnsettled({ database }: Pick<Dependencies, 'database'>) {
  return async function reviewUnsettled({
    merchantId,
  }: {
    merchantId: string;
  }): Promise<{ ended: number; overdue: number }> {
    const at = new Date();
    const yesterday = yesterdayInIndia();
    const ended = await endBookedLater(database, merchantId, at);
    const merchant = await findSettlingMerchant(database, merchantId, yesterday);
    if (!merchant) return { ended, overdue: 0 };
    const [firstGap = addDays(yesterday, 1)] = merchant.days;
    const due = lastDayDue(addDays(firstGap, -1), await listHolidays(database));
    const overdue = await noteOverdue(database, {
      merchantId,
      from: new Date(beginningInIndia(merchant.firstDay)),
      until: new Date(beginningInIndia(addDays(due, 1))),
      at,
    });
    return { ended, overdue };
  };
}
