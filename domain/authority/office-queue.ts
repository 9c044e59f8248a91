import type { Actor } from './actor.ts';

/** What of a case in an office's queue decides who may take it on. */
type Queued = {
  iec?: string | null;
  agencyCode?: string | null;
  reviewerId?: string | null;
  agencyIecs?: readonly string[] | null;
};

/** Making a case one's own: by claiming it, or by deciding it unclaimed. */
const takesOn: readonly string[] = ['claim', 'approve', 'reject', 'raise-query'];
const ofReviewer: readonly string[] = [...takesOn, 'unclaim'];
const signs: readonly string[] = ['renew-signing-request', 'attach-signature'];
const atWork: readonly string[] = [...takesOn, ...signs];
const ofAgency: readonly string[] = [...atWork, 'reassign'];

/**
 * Two officers never act on one case, nobody decides for the agency what the agency exports itself,
 * and who is away takes nothing on and signs nothing. Whoever approves, an officer of the agency would sign, so what it
 * exports itself is approved by nobody. null when nothing is to be said against it.
 */
export function objectionInQueue(
  actor: Actor,
  action: string,
  { iec, agencyCode, reviewerId, agencyIecs }: Queued,
): 'not-due' | 'claimed-by-another' | 'own-organisation' | 'on-leave' | null {
  const isExporter = iec != null && (agencyIecs ?? []).includes(iec);
  const isOfAgency = agencyCode != null && actor.agencyCode === agencyCode;
  if (isExporter && (action === 'approve' || (isOfAgency && ofAgency.includes(action)))) {
    return 'own-organisation';
  }
  if (action === 'unclaim' && !reviewerId) return 'not-due';
  if (actor.role !== 'officer') return null;
  if (ofReviewer.includes(action) && reviewerId && reviewerId !== actor.accountId) {
    return 'claimed-by-another';
  }
  return actor.absent && atWork.includes(action) ? 'on-leave' : null;
}
