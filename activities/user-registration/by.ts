import type { By } from '../../db/queries/registration/registration.ts';
import type { Sender } from '../../workflows/user-registration/contract.ts';

/** The applicant has no account yet; he is known by the registration's secret or a mailed link. */
export const byApplicant = (network: string): By => ({ actor: 'applicant', role: null, network });

export const bySystem: By = { actor: 'system', role: null };

export const bySender = ({ accountId, role }: Sender, network: string | null): By => ({
  actor: accountId,
  role,
  network,
});
