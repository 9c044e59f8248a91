import { readExporter } from '../../db/queries/dgft/exporter.ts';
import { type Fall, noteTold, readUntold } from '../../db/queries/money/balance-watch.ts';
import { readOffice } from '../../db/queries/office/office.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';
import { lowBalanceLetter } from './low-balance-letter.ts';

/**
 * Mails the exporter that a wallet fell below what he wants to be told of, once for each fall. Safe
 * to repeat: sent again, it is the same message. Throws UpstreamUnavailable.
 */
export function createTellOfLowBalance({
  database,
  mailer,
}: Pick<Dependencies, 'database' | 'mailer'>) {
  return async function tellOfLowBalance(fall: Fall): Promise<{ sent: boolean }> {
    const untold = await readUntold(database, fall);
    if (!untold) return { sent: false };
    const to = (await readExporter(database, untold.iec))?.record?.email;
    const office = await readOffice(database, untold.officeId);
    let sent = false;
    if (to) {
      const letter = lowBalanceLetter({ ...untold, office: office?.name ?? untold.officeId });
      const messageId = `low-balance/${fall.accountId}/${fall.accountVersion}`.replaceAll('/', '.');
      const { outcome } = await overGateway(() => mailer.sendMail({ to, messageId, ...letter }));
      sent = outcome !== 'refused';
    }
    await noteTold(database, fall, new Date());
    return { sent };
  };
}
