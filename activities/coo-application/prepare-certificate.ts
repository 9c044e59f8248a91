import { type Officer, readSignerOf } from '../../db/queries/authority.ts';
import { type CaseRow, readCase, recordStep } from '../../db/queries/case.ts';
import { putSigningRequest } from '../../db/queries/certificate.ts';
import { reserveNumber } from '../../db/queries/certificate-number.ts';
import { listHolidays } from '../../db/queries/holiday.ts';
import { type IssuingOffice, readOffice } from '../../db/queries/office.ts';
import { buildCertificate } from '../../document/build-certificate.ts';
import { qrClaims } from '../../document/qr/claims.ts';
import { encodeQr } from '../../document/qr/qr-text.ts';
import { prepareSignature } from '../../document/signature/prepare-signature.ts';
import { timeliness } from '../../domain/agreement/retrospective.ts';
import { schemeByCode } from '../../domain/agreement/schemes.ts';
import type { PlainDate } from '../../domain/application/application.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import type { CertificateContent } from '../../domain/certificate/certificate.ts';
import { certificateContent } from '../../domain/certificate/content.ts';
import { formatCertificateNumber } from '../../domain/certificate/numbering.ts';
import type { Actor } from '../../workflows/coo-application/contract.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import { corrupt, overGateway } from '../failure.ts';
import { agreed, refusal, type StepResult } from '../step-result.ts';
import { mayNotDecide, objectionToDecider } from './authority.ts';

export type PrepareCertificateInput = {
  applicationId: string;
  revision: number;
  by: Actor;
  /** Account of the officer who will sign. */
  signingOfficer: string;
};

/**
 * Records the approval together with what the officer is to sign: the number is reserved, the PDF
 * built and its digest taken. Also makes the request anew on a later day. Safe to repeat.
 */
export function createPrepareCertificate(dependencies: Dependencies) {
  const { database, storage } = dependencies;
  const image = createImageReader(dependencies);
  return async function prepareCertificate(input: PrepareCertificateInput): Promise<StepResult> {
    const { applicationId, revision, by, signingOfficer } = input;
    const row = await readCase(database, applicationId);
    if (row.revision === revision + 1) return { stage: row.stage, revision: row.revision };
    const at = new Date();
    const signer = await findSigner(dependencies, row, input, at);
    if ('refused' in signer) return { stage: row.stage, revision, refused: signer.refused };

    const { officer, registered, office } = signer;
    const content = await contentOf(dependencies, row, signer, at);
    const certificate = Buffer.from(registered.certificate, 'base64');
    const claims = qrClaims(content, certificate);
    const qrText = encodeQr(claims, dependencies.publicUrl, dependencies.qrKey);
    const pdf = await buildCertificate({
      content,
      qrText,
      stamp: await image(office.stampKey),
      signatureImage: await image(officer.signatureKey),
      createdAt: at.toISOString(),
    });
    const prepared = prepareSignature(pdf, {
      certificate,
      name: officer.name,
      reason: `Certificate of origin ${content.number}`,
      location: office.place,
      signingTime: at.toISOString(),
    });
    const preparedKey = await overGateway(() => storage.put(prepared.prepared));
    const step = { applicationId, name: 'prepare', revision, at };
    const record = agreed(
      await recordStep(database, step, async (transaction) => {
        await putSigningRequest(transaction, {
          applicationId,
          officerId: officer.accountId,
          certificateSha256: registered.sha256,
          preparedKey,
          documentDigest: Buffer.from(prepared.documentDigest).toString('hex'),
          signedAttributes: Buffer.from(prepared.signedAttributes).toString('base64'),
          issuedOn: content.issuedOn,
          content,
          qrText,
          createdAt: at,
        });
        const action = row.stage === 'under-review' ? 'approve' : 'renew-signing-request';
        return {
          set: { stage: 'awaiting-signature', signingOfficerId: signingOfficer },
          event: { actor: by, action, detail: { number: content.number, signingOfficer } },
        };
      }),
    );
    return { stage: record.stage, revision: record.revision };
  };
}

type Ready = {
  officer: Officer;
  office: IssuingOffice;
  registered: { sha256: string; certificate: string };
  holidays: PlainDate[];
};

/** Who decides and who signs may do so now, and the certificate may still be issued today. */
async function findSigner(
  { database }: Dependencies,
  row: CaseRow,
  { by, signingOfficer }: PrepareCertificateInput,
  at: Date,
): Promise<Ready | { refused: RefusalDetail }> {
  // An officer who signs what they approve is asked for once: this is nearly every case.
  const signsOwn = by.role === 'officer' && by.accountId === signingOfficer;
  const [objection, officer, office, holidays] = await Promise.all([
    signsOwn ? null : objectionToDecider(database, row.officeId, by),
    readSignerOf(database, row.officeId, signingOfficer),
    readOffice(database, row.officeId),
    listHolidays(database),
  ]);
  if (objection) return { refused: objection };
  if (!officer && signsOwn) return { refused: mayNotDecide };
  if (!officer) {
    const message = 'The officer who is to sign is not active, or not mapped to this office.';
    return { refused: refusal('signing-officer-not-of-office', message) };
  }
  const registered = officer.certificate;
  if (!registered || registered.validTo < at) {
    const message =
      'No valid token is registered for the officer. Register one, then approve again.';
    return { refused: refusal('token-not-registered', message) };
  }
  const scheme = schemeByCode(row.scheme);
  if (!office || !scheme) throw corrupt(`no office ${row.officeId} or no scheme ${row.scheme}`);
  const on = indianDate(at.toISOString());
  const { departureDate } = row.content.transport;
  if (timeliness(scheme, { departureDate, on, holidays }) === 'too-late') {
    const message = 'The time within which a certificate may be issued for these goods is over.';
    return { refused: refusal('issue-window-closed', message) };
  }
  return { officer, office, registered, holidays };
}

async function contentOf(
  { database }: Dependencies,
  row: CaseRow,
  { office, officer, holidays }: Ready,
  at: Date,
): Promise<CertificateContent> {
  const { content: application, exporter, origin } = row;
  const scheme = schemeByCode(row.scheme);
  if (!exporter || !origin || !scheme) throw corrupt(`the case ${row.id} was never opened`);
  const issuedOn = indianDate(at.toISOString());
  const year = Number(issuedOn.slice(0, 4));
  const codes = { agency: office.agencyCode, office: office.code };
  const { number } = await reserveNumber(database, {
    applicationId: row.id,
    officeId: office.id,
    year,
    format: (serial) => formatCertificateNumber({ ...codes, year, serial }),
  });
  return certificateContent({
    applicationId: row.id,
    application,
    exporter,
    scheme,
    origin: origin.map((item) => ({ ...item, qualifies: true })),
    agency: { code: office.agencyCode, name: office.agencyName },
    office: { code: office.code, name: office.name, place: office.place, address: office.address },
    officer: { name: officer.name, designation: officer.designation ?? 'Authorised Officer' },
    number,
    issuedOn,
    holidays,
  });
}

/** Stamps and signatures never change under their key: each is read from storage once. */
function createImageReader({ storage }: Dependencies) {
  const read = new Map<string, Uint8Array>();
  return async function image(key: string | null): Promise<Uint8Array | null> {
    if (!key) return null;
    const known = read.get(key);
    if (known) return known;
    const file = await overGateway(() => storage.get(key));
    if (file.outcome === 'unknown') throw corrupt(`the image ${key} is not in the storage`);
    read.set(key, file.bytes);
    return file.bytes;
  };
}
