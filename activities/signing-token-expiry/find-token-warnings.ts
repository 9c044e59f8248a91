import { listTokensExpiring } from '../../db/queries/account/officer-certificate.ts';
import { alreadySent } from '../../db/queries/audit/notification.ts';
import { warningDays, warningDue } from '../../domain/registration/token-expiry.ts';
import type { TokenWarning } from '../../workflows/signing-token-expiry/contract.ts';
import type { Dependencies } from '../dependencies.ts';

const dayMs = 86_400_000;

/** A warning has this id among the messages sent: it is sent once. */
export const warningId = ({ sha256, days }: TokenWarning) => `signing-token/${sha256}/${days}`;

/** Which warnings of expiring tokens are due and have not been sent. */
export function createFindTokenWarnings({ database }: Pick<Dependencies, 'database'>) {
  return async function findTokenWarnings(): Promise<{ warnings: TokenWarning[] }> {
    const from = new Date();
    // A day more: the last day is counted to its end in India.
    const until = new Date(from.getTime() + (Math.max(...warningDays) + 1) * dayMs);
    const tokens = await listTokensExpiring(database, { from, until });
    const due = tokens.flatMap(({ sha256, validTo }) => {
      const days = warningDue(validTo.toISOString(), from.toISOString());
      return days === null ? [] : [{ sha256, days }];
    });
    const sent = await alreadySent(database, due.map(warningId));
    return { warnings: due.filter((warning) => !sent.has(warningId(warning))) };
  };
}
