import type { AskedCase } from '../../db/queries/case/case.ts';
import { authorize } from '../../domain/authority/authorize.ts';
import type { ActionOn } from '../../domain/authority/permissions.ts';
import type { Actor } from '../../workflows/case/contract.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import { refusal } from '../step-result.ts';

const notAuthorised = refusal(
  'not-authorised',
  'This account may not do this with this case: it is not active, or its role, office, mandate or rights do not reach so far.',
);

const since = (at: Date | null) => (at ? ` since ${at.toISOString()}` : '');

/**
 * Asks the record again whether the sender may do this here: between the API's check and now an
 * account may have been deactivated or a mandate revoked, and signals from the Temporal UI were not
 * checked at all. null when nothing is to be said against it.
 */
export function objectionTo(
  by: Actor,
  action: ActionOn<'application'>,
  { actor, ...kase }: AskedCase,
): RefusalDetail | null {
  if (actor?.role !== by.role) return notAuthorised;
  const verdict = authorize<'application'>(actor, action, { kind: 'application', ...kase });
  switch (verdict) {
    case 'allowed':
      return null;
    case 'hidden':
    case 'not-permitted':
      return notAuthorised;
    case 'own-work':
      return refusal('not-authorised', 'Somebody else must decide a case that you have made.');
    case 'claimed-by-another':
      return refusal(verdict, `An officer of the office has this case${since(kase.claimedAt)}.`);
    case 'own-organisation':
      return refusal(verdict, 'The agency does not decide on what it exports itself.');
    case 'on-leave':
      return refusal(verdict, 'You are on leave. End your leave first.');
    case 'not-signing-officer':
      return refusal(verdict, 'Only the officer who approved this case may sign it.');
    case 'not-due':
      return refusal('stage-forbids-action', `The case is ${kase.stage}; "${action}" is not due.`);
    default:
      return verdict satisfies never;
  }
}
