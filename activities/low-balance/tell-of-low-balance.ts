import { readExporter } from '../../db/queries/dgft/exporter.ts';
import {
  claimUntold,
  type Fall,
  noteTold,
  releaseUntold,
} from '../../db/queries/money/ledger/balance-watch.ts';
import { readOffice } from '../../db/queries/office/office.ts';
import type { lowBalance } from '../../db/schema/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';
import { lowBalanceLetter } from './low-balance-letter.ts';

type Needed = Pick<Dependencies, 'database' | 'mailer'>;

/**
 * Mails the exporter that a wallet fell below what he wants to be told of, once for each fall. Safe
 * to repeat and from several at once. Throws UpstreamUnavailable.
 */
export function createTellOfLowBalance(dependencies: Needed) {
  const { database } = dependencies;
  return async function tellOfLowBalance(fall: Fall): Promise<{ sent: boolean }> {
    const untold = await claimUntold(database, fall);
    if (!untold) return { sent: false };
    try {
      const sent = await send(dependencies, untold);
      await noteTold(database, fall, new Date());
      return { sent };
    } catch (error) {
      await releaseUntold(database, fall);
      throw error;
    }
  };
}

/** false when the mail has nowhere to go. */
async function send(
  { database, mailer }: Needed,
  untold: typeof lowBalance.$inferSelect,
): Promise<boolean> {
  const { iec, officeId, accountId, accountVersion } = untold;
  const to = (await readExporter(database, iec))?.record?.email;
  if (!to) return false;
  const office = await readOffice(database, officeId);
  const letter = lowBalanceLetter({ ...untold, office: office?.name ?? officeId });
  const messageId = `low-balance/${accountId}/${accountVersion}`.replaceAll('/', '.');
  const { outcome } = await overGateway(() => mailer.sendMail({ to, messageId, ...letter }));
  return outcome !== 'refused';
}
