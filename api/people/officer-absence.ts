import type { Request } from 'express';
import type { z } from 'zod';
import type { Transaction } from '../../db/database.ts';
import {
  type Absence,
  canStandIn,
  deleteAbsence,
  findAbsence,
  putAbsence,
} from '../../db/queries/account/absence.ts';
import { lockAccount } from '../../db/queries/account/account-activity.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import type { SignedIn } from '../../db/queries/sign-in/session.ts';
import { compareDates } from '../../domain/calendar/plain-date.ts';
import { reviewSweepSchedule } from '../../workflows/review-sweep/contract.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { problem } from '../problem/problem.ts';
import type { absenceAnswer, absenceBody } from '../schemas/office/absence.ts';
import { wakeSchedule } from '../temporal/wake-schedule.ts';
import { todayInIndia } from '../today.ts';
import { toldBy } from '../told-by.ts';

type Wanted = z.output<typeof absenceBody>;
type By = { account: SignedIn; request: Request };

export function absenceShown(absence: Absence | null): z.output<typeof absenceAnswer> {
  if (!absence) return { absence: null };
  const { firstDay, lastDay, standInId, standInName } = absence;
  const standIn = standInId && standInName ? { officer: standInId, name: standInName } : null;
  return { absence: { firstDay, lastDay, standIn } };
}

const inAudit = (absence: Absence | null) =>
  absence && {
    firstDay: absence.firstDay,
    lastDay: absence.lastDay,
    standIn: absence.standInId,
  };

function requireDaysToCome({ firstDay, lastDay }: Wanted): void {
  const inOrder = compareDates(firstDay, lastDay) <= 0;
  if (inOrder && compareDates(lastDay, todayInIndia()) >= 0) return;
  throw problem(
    'absence-over',
    inOrder ? 'The last day has passed.' : 'The last day comes first.',
    {
      errors: [{ pointer: '/lastDay', detail: 'Today or later, and not before the first day.' }],
    },
  );
}

async function tell(own: Transaction, officerId: string, by: By, before: Absence | null) {
  const now = await findAbsence(own, officerId);
  await audit(own, {
    ...toldBy(by.account, by.request),
    subject: `account/${officerId}`,
    action: now ? 'officer-absence-set' : 'officer-absence-ended',
    before: inAudit(before),
    after: inAudit(now),
  });
  return now;
}

/** The sweep comes by itself within minutes: while Temporal is away, no leave need fail. */
const beginAtOnce = ({ temporal }: ApiDependencies) =>
  wakeSchedule(temporal, reviewSweepSchedule).catch(() => undefined);

/**
 * Notes an officer's leave in the place of the one noted before. What he has goes to others at its
 * beginning. Throws `absence-over` and `stand-in-not-available`.
 */
export async function setAbsence(
  api: ApiDependencies,
  officerId: string,
  wanted: Wanted,
  by: By,
): Promise<Absence | null> {
  requireDaysToCome(wanted);
  const { firstDay, lastDay, standIn: standInId } = wanted;
  const noted = await api.database.transaction(async (own) => {
    await lockAccount(own, officerId);
    if (standInId && !(await canStandIn(own, standInId, { officerId, firstDay, lastDay }))) {
      const errors = [{ pointer: '/standIn', detail: 'Another officer of one of the offices.' }];
      const message =
        'The officer is not active, not of one of the same offices, or on leave on one of the days.';
      throw problem('stand-in-not-available', message, { errors });
    }
    const before = await findAbsence(own, officerId);
    const noted = { notedBy: by.account.accountId, notedAt: new Date() };
    await putAbsence(own, { accountId: officerId, firstDay, lastDay, standInId, ...noted });
    return tell(own, officerId, by, before);
  });
  if (compareDates(firstDay, todayInIndia()) <= 0) await beginAtOnce(api);
  return noted;
}

/** Ends an officer's leave, or gives it up; what went to others stays there. */
export async function endAbsence(api: ApiDependencies, officerId: string, by: By): Promise<void> {
  await api.database.transaction(async (own) => {
    await lockAccount(own, officerId);
    const before = await findAbsence(own, officerId);
    if (await deleteAbsence(own, officerId)) await tell(own, officerId, by, before);
  });
}
