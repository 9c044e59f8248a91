import type { Case } from './case.ts';
import type { Inbox } from './inbox.ts';
import { noticeDue, remindOrLapse } from './patience.ts';
import { prepareOrIssue } from './signature.ts';
import { withdraw } from './withdrawal.ts';

/**
 * What stands in the place of review and officer's signature where an exporter declares origin
 * himself: waits until he has asked for the certificate and signed it with his own token; reminds
 * him, and lapses in the end.
 */
export async function collectIssue(kase: Case, inbox: Inbox): Promise<void> {
  const due = noticeDue(kase, 'auto-approved-pending-issuance');
  const wanted = await inbox.nextBefore(
    due.at,
    'renewSigningRequest',
    'attachSignature',
    'withdraw',
  );
  if (!wanted) return remindOrLapse(kase, inbox, due);
  if (wanted.kind === 'withdraw') return withdraw(kase, inbox, wanted.input);
  await prepareOrIssue(kase, inbox, wanted);
}
