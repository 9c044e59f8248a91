import { type CaseChange, recordStep } from '../../db/queries/case/case.ts';
import { readSigningCase, type SigningCase } from '../../db/queries/case/signing.ts';
import { signingRequestPut } from '../../db/queries/certificate/certificate.ts';
import { reserveNumber } from '../../db/queries/certificate/certificate-number.ts';
import { buildCertificate } from '../../document/build-certificate.ts';
import { UnprintableText } from '../../document/pdf/lettering.ts';
import { qrClaims } from '../../document/qr/claims.ts';
import { encodeQr } from '../../document/qr/qr-text.ts';
import { prepareSignature } from '../../document/signature/prepare-signature.ts';
import { timeliness } from '../../domain/agreement/retrospective.ts';
import { schemeByCode } from '../../domain/agreement/schemes.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import type { CertificateContent } from '../../domain/certificate/certificate.ts';
import { certificateContent } from '../../domain/certificate/content.ts';
import { formatCertificateNumber } from '../../domain/certificate/numbering.ts';
import type { Actor } from '../../workflows/case/contract.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import { corrupt, overGateway } from '../failure.ts';
import { agreed, refusal, type StepResult, stepResult } from '../step-result.ts';
import { objectionTo } from './authority.ts';
import { overClaim, reviewed } from './reviewed.ts';

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
  const { database } = dependencies;
  const image = createImageReader(dependencies);
  return async function prepareCertificate(input: PrepareCertificateInput): Promise<StepResult> {
    const { applicationId, revision, signingOfficer } = input;
    const at = new Date();
    const step = { applicationId, name: 'prepare', revision, at };
    const record = await recordStep(
      database,
      step,
      async (row) => {
        const ready = findSigner(row, input, at);
        return 'refused' in ready ? ready : prepare(dependencies, image, row, ready, input, at);
      },
      () =>
        readSigningCase(database, applicationId, {
          by: input.by.accountId,
          officer: signingOfficer,
        }),
    );
    return stepResult(agreed(record));
  };
}

async function prepare(
  dependencies: Dependencies,
  image: ReturnType<typeof createImageReader>,
  row: SigningCase,
  { officer, certificate: registered }: Ready,
  { by, signingOfficer }: PrepareCertificateInput,
  at: Date,
): Promise<CaseChange> {
  const { database, storage, publicUrl, qrKey } = dependencies;
  const content = await contentOf(dependencies, row, officer, at);
  const certificate = Buffer.from(registered.certificate, 'base64');
  const qrText = encodeQr(qrClaims(content, certificate), publicUrl, qrKey);
  const pdf = await buildCertificate({
    content,
    qrText,
    stamp: await image(row.office.stampKey),
    signatureImage: await image(officer.signatureKey),
    createdAt: at.toISOString(),
  }).catch(parkUnprintable);
  const prepared = prepareSignature(pdf, {
    certificate,
    name: officer.name,
    reason: `Certificate of origin ${content.number}`,
    location: row.office.place,
    signingTime: at.toISOString(),
  });
  const request = {
    applicationId: row.id,
    officerId: officer.accountId,
    certificateSha256: registered.sha256,
    preparedKey: await overGateway(() => storage.put(prepared.prepared)),
    documentDigest: Buffer.from(prepared.documentDigest).toString('hex'),
    signedAttributes: Buffer.from(prepared.signedAttributes).toString('base64'),
    issuedOn: content.issuedOn,
    content,
    qrText,
    createdAt: at,
  };
  return {
    set: {
      stage: 'awaiting-signature',
      signingOfficerId: signingOfficer,
      ...(isApproval(row) ? { ...reviewed(row, by, at), decidedAt: at } : {}),
    },
    event: {
      actor: by,
      action: actionIn(row),
      detail: { number: content.number, signingOfficer, ...overClaim(row, by) },
    },
    also: [signingRequestPut(database, request)],
  };
}

const isApproval = ({ stage }: SigningCase) => stage === 'under-review';
const actionIn = (row: SigningCase) => (isApproval(row) ? 'approve' : 'renew-signing-request');

type Officer = NonNullable<SigningCase['officer']>;
type Ready = { officer: Officer; certificate: NonNullable<SigningCase['certificate']> };

/** Who decides and who signs may do so now, and the certificate may still be issued today. */
function findSigner(
  row: SigningCase,
  { by }: PrepareCertificateInput,
  at: Date,
): Ready | { refused: RefusalDetail } {
  const { officer, certificate, holidays } = row;
  const objection = objectionTo(by, actionIn(row), row);
  if (objection) return { refused: objection };
  if (!officer) {
    const message =
      'The officer who is to sign is not active, not mapped to this office, or on leave.';
    return { refused: refusal('signing-officer-not-of-office', message) };
  }
  if (!certificate || certificate.validTo < at) {
    const message =
      'No valid token is registered for the officer. Register one, then approve again.';
    return { refused: refusal('token-not-registered', message) };
  }
  const scheme = schemeByCode(row.scheme);
  if (!scheme) throw corrupt(`there is no scheme ${row.scheme}`);
  const on = indianDate(at.toISOString());
  const { departureDate } = row.content.transport;
  if (timeliness(scheme, { departureDate, on, holidays }) === 'too-late') {
    const message = 'The time within which a certificate may be issued for these goods is over.';
    return { refused: refusal('issue-window-closed', message) };
  }
  return { officer, certificate };
}

async function contentOf(
  { database }: Dependencies,
  row: SigningCase,
  officer: Officer,
  at: Date,
): Promise<CertificateContent> {
  const { content: application, exporter, origin, office, holidays } = row;
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

/** The door takes printable text alone, but names come from DGFT too: trying again would not help. */
function parkUnprintable(error: unknown): never {
  throw error instanceof UnprintableText ? corrupt(error.message) : error;
}
