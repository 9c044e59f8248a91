import { readScheme } from '../../db/queries/agreement/scheme-version.ts';
import { type CaseChange, recordStep } from '../../db/queries/case/case.ts';
import { readSigningCase, type SigningCase } from '../../db/queries/case/signing.ts';
import { signingRequestPut } from '../../db/queries/certificate/certificate.ts';
import { readParentOf } from '../../db/queries/certificate/parent.ts';
import { buildCertificate } from '../../document/build-certificate.ts';
import { UnprintableText } from '../../document/pdf/lettering.ts';
import { qrClaims } from '../../document/qr/claims.ts';
import { encodeQr } from '../../document/qr/qr-text.ts';
import { prepareSignature } from '../../document/signature/prepare-signature.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import { signingActions } from '../../domain/stage.ts';
import type { Actor } from '../../workflows/case/contract.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import { corrupt, overGateway } from '../failure.ts';
import { agreed, refusal, type StepResult, stepResult } from '../step-result.ts';
import { objectionTo } from './authority.ts';
import { objectionToIssue, type PaperWanted, paperToSign } from './paper-to-sign.ts';
import { overClaim, reviewed } from './reviewed.ts';

export type PrepareCertificateInput = {
  applicationId: string;
  revision: number;
  by: Actor;
  /** Account of the officer who will sign, or of whoever signs for the exporter. */
  signingOfficer: string;
};

/**
 * Records the approval together with what the officer is to sign: the number is reserved, the PDF
 * built and its digest taken. Also makes the request anew on a later day, and for people of an exporter
 * who declares origin himself, together with the copy that is signed in ink. Safe to repeat.
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
        if ('refused' in ready) return ready;
        if (isOwnIssue(row) && !ready.officer.signatureKey) return { refused: noSignatureImage };
        const scheme = await readScheme(database, row.scheme, row.schemeVersion);
        if (!scheme) throw corrupt(`there is no scheme ${row.scheme}`);
        const wanted = { row, scheme, parent: await readParentOf(database, row), at };
        const refused = objectionToIssue(wanted);
        return refused ? { refused } : prepare(dependencies, image, wanted, ready, input);
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
  wanted: PaperWanted,
  { officer, certificate: registered }: Ready,
  { by, signingOfficer }: PrepareCertificateInput,
): Promise<CaseChange> {
  const { database, storage, publicUrl, qrKey } = dependencies;
  const { row, at } = wanted;
  const { content, copy } = await paperToSign(database, wanted, officer);
  const certificate = Buffer.from(registered.certificate, 'base64');
  const qrText = encodeQr(qrClaims(content, certificate), publicUrl, qrKey);
  const paper = { content, qrText, copy, createdAt: at.toISOString() };
  const stamp = await image(row.office.stampKey);
  const signatureImage = await image(officer.signatureKey);
  const pdf = await buildCertificate({ ...paper, stamp, signatureImage }).catch(parkUnprintable);
  const inInk = isOwnIssue(row)
    ? await buildCertificate({ ...paper, edition: 'physical', stamp: null, signatureImage: null })
    : null;
  const prepared = prepareSignature(pdf, {
    certificate,
    name: officer.name,
    reason: `${copy ? 'Certified true copy of certificate' : 'Certificate'} of origin ${content.number}`,
    location: content.office.place,
    signingTime: at.toISOString(),
  });
  const request = {
    applicationId: row.id,
    officerId: officer.accountId,
    certificateSha256: registered.sha256,
    preparedKey: await overGateway(() => storage.put(prepared.prepared)),
    documentDigest: Buffer.from(prepared.documentDigest).toString('hex'),
    signedAttributes: Buffer.from(prepared.signedAttributes).toString('base64'),
    issuedOn: indianDate(at.toISOString()),
    content,
    qrText,
    physicalKey: inInk && (await overGateway(() => storage.put(inInk))),
    createdAt: at,
  };
  return {
    set: {
      ...(isOwnIssue(row)
        ? { stage: row.stage }
        : { stage: 'awaiting-signature', signingOfficerId: signingOfficer }),
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
const actionIn = (row: SigningCase) =>
  isApproval(row) ? 'approve' : signingActions(row.stage).prepare;
const isOwnIssue = ({ stage }: SigningCase) => stage === 'auto-approved-pending-issuance';

const noSignatureImage = refusal(
  'signature-image-missing',
  'The electronic copy carries your scanned signature. Upload the scan, then ask again.',
);

type Officer = NonNullable<SigningCase['officer']>;
type Ready = { officer: Officer; certificate: NonNullable<SigningCase['certificate']> };

/** Who decides and who signs may do so now. */
function findSigner(
  row: SigningCase,
  { by }: PrepareCertificateInput,
  at: Date,
): Ready | { refused: RefusalDetail } {
  const { officer, certificate } = row;
  const objection = objectionTo(by, actionIn(row), row);
  if (objection) return { refused: objection };
  if (!officer) {
    const message =
      'The officer who is to sign is not active, not mapped to this office, or on leave.';
    return { refused: refusal('signing-officer-not-of-office', message) };
  }
  if (!certificate || certificate.validTo < at) {
    const message =
      'No valid token is registered for whoever is to sign. Register one, then try again.';
    return { refused: refusal('token-not-registered', message) };
  }
  return { officer, certificate };
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
