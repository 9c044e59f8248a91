import { type AskedCase, readAskedCase, recordStep } from '../../db/queries/case/case.ts';
import { findStep } from '../../db/queries/case/case-event.ts';
import { certificateCancelled, isParentMoved } from '../../db/queries/certificate/succession.ts';
import { type CertificateRow, findCertificate } from '../../db/queries/certificate/verification.ts';
import { authorize } from '../../domain/authority/authorize.ts';
import { cancellationActionOn } from '../../domain/certificate/cancellation.ts';
import { isOwnNumber } from '../../domain/certificate/numbering.ts';
import type { CancelInput, Cancelled } from '../../workflows/certificate-cancellation/contract.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import { corrupt } from '../failure.ts';
import { createCancelTakenOver } from './cancel-taken-over.ts';
import { movedOn, notAuthorised } from './refusals.ts';

/**
 * Cancels a certificate in one statement with the event that tells it in the case that it was issued
 * on; of one that came over, whose case is not here, the audit tells it. Safe to repeat: `request` names
 * what was done. Of a cancellation and a certificate in lieu at once one is first, and the other is refused.
 */
export function createCancelCertificate({ database }: Pick<Dependencies, 'database'>) {
  const cancelTakenOver = createCancelTakenOver(database);

  async function found(number: string): Promise<CertificateRow> {
    const row = await findCertificate(database, number);
    if (!row) throw corrupt(`there is no certificate ${number}`);
    return row;
  }

  async function cancelOnce(
    input: CancelInput & { number: string },
  ): Promise<Cancelled | { refused: RefusalDetail }> {
    const { number, request, by, expectedStatus, reason, explanation } = input;
    const { content } = await found(number);
    const { applicationId } = content;
    const name = `cancel-${request}`;
    const at = new Date();
    const read = () => readAskedCase(database, applicationId, by.accountId);
    const { revision } = await read();
    const step = { applicationId, name, revision, at };
    const record = await recordStep<AskedCase>(
      database,
      step,
      async (row) => {
        const certificate = await found(number);
        const { iec, officeId } = certificate;
        const resource = {
          kind: 'certificate' as const,
          iec,
          officeId,
          agencyCode: row.agencyCode,
        };
        const isAllowed =
          row.actor?.role === by.role &&
          authorize(row.actor, cancellationActionOn(content.scheme), resource) === 'allowed';
        if (!isAllowed) return { refused: notAuthorised };
        if (certificate.status !== expectedStatus) return { refused: movedOn(certificate) };
        const cancelled = { number, seen: expectedStatus, code: reason, reason: explanation, at };
        return {
          set: { stage: row.stage },
          event: { actor: by, action: 'cancel', detail: { number, reason, explanation } },
          also: [certificateCancelled(database, cancelled)],
        };
      },
      read,
    );
    if ('staleRevision' in record) throw new Error(`the case of ${number} moved: look again`);
    // Refused or not: it may have been done already, for this very request.
    const done = await findStep(database, applicationId, name);
    if (done) return { number, request, cancelledAt: done.at.toISOString() };
    if (record.refused) return { refused: record.refused };
    throw new Error(`the cancellation of ${number} is not told`);
  }

  return async function cancelCertificate(
    input: CancelInput & { number: string },
  ): Promise<Cancelled | { refused: RefusalDetail }> {
    const cancel = isOwnNumber(input.number) ? cancelOnce : cancelTakenOver;
    return cancel(input).catch((error) => {
      if (isParentMoved(error)) return cancel(input);
      throw error;
    });
  };
}
