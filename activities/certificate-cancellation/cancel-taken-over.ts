import type { Database } from '../../db/database.ts';
import { findActor } from '../../db/queries/account/actor.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import { takenOverCancelled } from '../../db/queries/certificate/succession.ts';
import { findLegacyCancellation } from '../../db/queries/legacy/cancellation.ts';
import { findOneTakenOver } from '../../db/queries/legacy/taken-over.ts';
import { authorize } from '../../domain/authority/authorize.ts';
import { takenOverResource } from '../../domain/transition/taken-over.ts';
import type { CancelInput, Cancelled } from '../../workflows/certificate-cancellation/contract.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import { corrupt } from '../failure.ts';
import { movedOn, notAuthorised } from './refusals.ts';

/** Cancels a certificate that came over; throws (`isParentMoved`) where somebody was first. */
export function createCancelTakenOver(database: Database) {
  return async function cancelTakenOver(
    input: CancelInput & { number: string },
  ): Promise<Cancelled | { refused: RefusalDetail }> {
    const { number, request, by, expectedStatus, reason, explanation } = input;
    // First how it stands: what that says was done is then found.
    const came = await findOneTakenOver(database, number);
    if (!came) throw corrupt(`no certificate ${number} came over`);
    const done = await findLegacyCancellation(database, number);
    if (done?.request === request) {
      return { number, request, cancelledAt: done.cancelledAt.toISOString() };
    }
    const actor = await findActor(database, by.accountId);
    const isAllowed =
      actor?.role === by.role && authorize(actor, 'cancel', takenOverResource(came)) === 'allowed';
    if (!isAllowed) return { refused: notAuthorised };
    if (came.status !== expectedStatus) return { refused: movedOn(came) };

    const at = new Date();
    await database.transaction(async (own) => {
      await takenOverCancelled(own, {
        ...{ number, seen: expectedStatus, code: reason, reason: explanation },
        ...{ cancelledAt: at, cancelledBy: by.accountId, request },
      });
      await audit(own, {
        ...{ subject: `legacy-certificate/${number}`, actor: by.accountId, role: by.role },
        ...{ action: 'taken-over-cancelled', at, step: request },
        before: { status: expectedStatus },
        after: { status: 'cancelled', reason, explanation },
      });
    });
    return { number, request, cancelledAt: at.toISOString() };
  };
}
