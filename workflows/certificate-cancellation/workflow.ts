import { carryOut } from '../carry-out.ts';
import * as contract from './contract.ts';
import * as steps from './steps.ts';

/**
 * The agency cancels a certificate that it issued: on record before the sender is answered, never
 * silently: the record itself puts the news into the outbox. Starts by Update-with-Start with
 * `cancel`; what is refused ends the run and has changed nothing.
 */
export async function certificateCancellation({
  number,
}: contract.CertificateInput): Promise<{ cancelled: boolean }> {
  const cancelled = await carryOut(contract.cancel, 'The agency cancels the certificate', (input) =>
    steps.cancelCertificate({ number, ...input }),
  );
  return { cancelled };
}
