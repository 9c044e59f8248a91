import type { Database } from '../../db/database.ts';
import { certificateCopy } from '../../db/schema/schema.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import type { Storage } from '../../gateways/storage.ts';
import { caseInStage, issuedCertificate } from '../records/case-in-stage.ts';
import { type Make, on, type Rule, type Side } from './rule.ts';

const explanation = 'As the papers show.';

/** Who may come through the doors of requests against a certificate, its line and its cancellation. */
export function lineageRules(
  { database, storage }: { database: Database; storage: Storage },
  certificate: Make,
): Record<string, Rule> {
  /** An issued certificate, and a request for a true copy of it. */
  async function requestOf({ iec, officeId, exporterId, officerId }: Side) {
    const owner = { accountId: exporterId, iec };
    const number = await issuedCertificate(database, owner, officerId, { officeId });
    const id = await caseInStage(database, 'under-review', owner, {
      ...{ officeId, signingOfficerId: officerId, purpose: 'true-copy', parent: number },
      grounds: { reasons: ['lost'], explanation },
    });
    return { number, id };
  }

  const factsOf = ({ iec, officeId, agencyCode, exporterId }: Side) => ({
    ...{ iec, officeId, agencyCode },
    createdBy: exporterId,
  });

  /** A copy is made within a year of its original. */
  const issuedToday: Make = async (side) => {
    const owner = { accountId: side.exporterId, iec: side.iec };
    const more = { officeId: side.officeId, issuedOn: indianDate(new Date().toISOString()) };
    const number = await issuedCertificate(database, owner, side.officerId, more);
    return { path: { number }, facts: factsOf(side) };
  };

  const request: Make = async (side) => {
    const { id } = await requestOf(side);
    return { path: { id }, facts: { ...factsOf(side), stage: 'under-review' } };
  };

  const copy: Make = async (side) => {
    const { number, id: applicationId } = await requestOf(side);
    await database.insert(certificateCopy).values({
      ...{ applicationId, number, copiedOn: '2026-11-22', copiedAt: new Date(), qrText: 'QR' },
      pdfKey: await storage.put(Buffer.from('a signed copy')),
      ...{ officerId: side.officerId, officerCertificateSha256: 'none', signedBy: 'CN=Test CA' },
    });
    return { path: { number, applicationId }, facts: factsOf(side) };
  };

  return {
    'get /grounds': 'public',
    'post /certificates/{number}/in-lieu': on('certificate', 'ask-in-lieu', certificate, {
      reasons: ['clerical-error'],
      explanation,
    }),
    'post /certificates/{number}/true-copy': on('certificate', 'ask-true-copy', issuedToday, {
      reasons: ['lost'],
      explanation,
    }),
    'post /certificates/{number}/cancellation': on('certificate', 'cancel', certificate, {
      expectedStatus: 'in-force',
      reason: 'issued-in-error',
      explanation,
    }),
    'get /certificates/{number}/lineage': on('certificate', 'view', certificate),
    'get /certificates/{number}/copies': on('certificate', 'view', certificate),
    'get /certificates/{number}/copies/{applicationId}/pdf': on('certificate', 'view', copy),
    'get /applications/{id}/changes': on('application', 'view', request),
  };
}
