import { createHash, randomUUID } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import { application, certificate, certificateNumber } from '../../db/schema/schema.ts';
import { canonicalJson } from '../../domain/certificate/canonical.ts';
import type { CertificateContent } from '../../domain/certificate/certificate.ts';
import { formatCertificateNumber } from '../../domain/certificate/numbering.ts';
import type { Stage } from '../../domain/stage.ts';
import { exampleApplication } from './example-application.ts';

type Owner = { accountId: string; iec: string };

/** Puts a case of EIC-MUMBAI on record as if its workflow had brought it to `stage`. */
export async function caseInStage(
  database: Database,
  stage: Stage,
  owner: Owner,
  more: Partial<typeof application.$inferInsert> = {},
): Promise<string> {
  const id = randomUUID();
  await database.insert(application).values({
    id,
    iec: owner.iec,
    scheme: 'AIFTA',
    officeId: 'EIC-MUMBAI',
    stage,
    revision: 3,
    content: exampleApplication(),
    createdBy: owner.accountId,
    submittedAt: stage === 'draft' ? null : new Date(),
    feePaise: stage === 'draft' ? null : 35_000,
    ...more,
  });
  return id;
}

/** What the certificate of the example says, under a number and for a case. */
export function exampleContent(number: string, applicationId: string): CertificateContent {
  const { producer: _, items, ...shared } = exampleApplication();
  return {
    version: 1,
    number,
    applicationId,
    scheme: shared.scheme,
    schemeName: 'ASEAN-India Trade in Goods Agreement',
    formName: 'Form AI',
    issuedIn: 'INDIA',
    issuedOn: '2026-11-22',
    validUntil: '2099-11-22',
    endorsements: [],
    agency: { code: 'EIC', name: 'Agency EIC' },
    office: { code: 'MUMBAI', name: 'EIC Mumbai', place: 'Mumbai', address: ['1 Harbour Road'] },
    officer: { name: 'Person officer', designation: 'Officer' },
    exporter: {
      name: 'Sahyadri Chemicals',
      address: ['Plot 14'],
      country: 'IN',
      iec: 'AAACS7302F',
      pan: 'AAACS7302F',
    },
    producer: null,
    consignee: shared.consignee,
    transport: shared.transport,
    exportDocument: shared.exportDocument,
    invoices: shared.invoices,
    items: items.map(({ origin: __, hsImport, ...item }, index) => ({
      ...item,
      number: index + 1,
      hs: hsImport,
      criterion: 'RVC [79.73] %+CTSH',
    })),
    thirdCountryInvoice: null,
    backToBack: null,
    retrospective: null,
    remarks: null,
  };
}

let serials = 0;

/** An issued certificate of an issued case; gives its number. `more` overrides its row. */
export async function issuedCertificate(
  database: Database,
  owner: Owner,
  officerId: string,
  more: Partial<typeof certificate.$inferInsert> = {},
): Promise<string> {
  serials += 1;
  const serial = serials;
  const number = formatCertificateNumber({ agency: 'EIC', office: 'MUMBAI', year: 2026, serial });
  const applicationId = await caseInStage(database, 'issued', owner, { certificateNumber: number });
  const content = exampleContent(number, applicationId);
  const issuedAt = new Date();
  await database
    .insert(certificateNumber)
    .values({ officeId: 'EIC-MUMBAI', year: 2026, serial, number, applicationId, issuedAt });
  await database.insert(certificate).values({
    number,
    applicationId,
    officeId: 'EIC-MUMBAI',
    scheme: 'AIFTA',
    iec: owner.iec,
    content,
    contentSha256: createHash('sha256').update(canonicalJson(content)).digest('hex'),
    pdfKey: '0'.repeat(64),
    qrText: 'QR',
    officerId,
    officerCertificateSha256: 'none',
    signedBy: 'CN=Test CA',
    issuedAt,
    issuedOn: content.issuedOn,
    validUntil: content.validUntil,
    ...more,
  });
  return number;
}
