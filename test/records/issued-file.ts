import { createHash } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import { certificate, certificateNumber, officerCertificate } from '../../db/schema/schema.ts';
import { issuedCertificate as issuedPdf } from '../../document/testing/issued-certificate.ts';
import { aiftaContent } from '../../document/testing/sample-content.ts';
import { makeTestTrust } from '../../document/testing/test-trust.ts';
import { canonicalJson } from '../../domain/certificate/canonical.ts';
import { formatCertificateNumber } from '../../domain/certificate/numbering.ts';
import { createRevocation } from '../../gateways/revocation.ts';
import { caseInStage } from './case-in-stage.ts';

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const pemOf = (...certificates: Uint8Array[]) =>
  certificates
    .map(
      (der) =>
        `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`,
    )
    .join('');

/** A hierarchy of authorities, and what the API is given of it. */
export function trustForApi() {
  const trust = makeTestTrust();
  return {
    trust,
    trustAnchors: pemOf(trust.root.certificate),
    qrCertificates: pemOf(trust.qr.certificate, trust.issuing.certificate),
    revocation: { ...createRevocation({ timeoutMs: 1_000 }), listsFor: async () => trust.crls },
  };
}

/** Builds, signs and puts on record one whole certificate; gives its PDF and the text of its QR code. */
export async function issueFile(
  database: Database,
  { trust }: ReturnType<typeof trustForApi>,
  { officerId, exporterId }: { officerId: string; exporterId: string },
) {
  const owner = { accountId: exporterId, iec: 'AAACS7302F' };
  const applicationId = await caseInStage(database, 'issued', owner);
  const [year, serial] = [2026, 417];
  const number = formatCertificateNumber({ agency: 'EIC', office: 'MUMBAI', year, serial });
  const content = { ...aiftaContent, number, applicationId, validUntil: '2099-11-21' };
  const { pdf, qrText } = await issuedPdf(content, trust);
  const officerCertificateSha256 = sha256(trust.officer.certificate);
  await database.insert(officerCertificate).values({
    sha256: officerCertificateSha256,
    accountId: officerId,
    certificate: Buffer.from(trust.officer.certificate).toString('base64'),
    chain: [Buffer.from(trust.issuing.certificate).toString('base64')],
    validFrom: new Date('2026-01-01T00:00:00Z'),
    validTo: new Date('2036-01-01T00:00:00Z'),
  });
  const issuedAt = new Date('2026-11-22T07:15:00Z');
  const officeId = 'EIC-MUMBAI';
  await database
    .insert(certificateNumber)
    .values({ officeId, year, serial, number, applicationId, issuedAt });
  await database.insert(certificate).values({
    ...{ number, applicationId, officeId, content, qrText, officerId, officerCertificateSha256 },
    scheme: content.scheme,
    iec: owner.iec,
    contentSha256: sha256(canonicalJson(content)),
    pdfKey: sha256(pdf),
    signedBy: 'CN=Test Issuing CA, O=eCoO test, C=IN',
    issuedAt,
    issuedOn: content.issuedOn,
    validUntil: content.validUntil,
  });
  return { number, pdf: Buffer.from(pdf), qrText, content };
}
