import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import { type CaseChange, recordStep } from '../../db/queries/case/case.ts';
import { readSigningCase, type SigningCase } from '../../db/queries/case/signing.ts';
import {
  certificateIssued,
  type IssuedCertificate,
  type SigningRequest,
} from '../../db/queries/certificate/certificate.ts';
import {
  type CertificateCopy,
  copyIssued,
  isParentMoved,
  parentSuperseded,
  replacing,
} from '../../db/queries/certificate/succession.ts';
import { checkSignature } from '../../document/signature/check-signature.ts';
import { embedSignature } from '../../document/signature/embed-signature.ts';
import { parseTimeStampResponse, timeStampRequest } from '../../document/signature/time-stamp.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import { canonicalJson } from '../../domain/certificate/canonical.ts';
import { feeOutcomeOf } from '../../domain/money/fee-outcome.ts';
import { signingActions } from '../../domain/stage.ts';
import type { Actor } from '../../workflows/case/contract.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import { corrupt, overGateway } from '../failure.ts';
import { agreed, refusal, type StepResult, stepResult } from '../step-result.ts';
import { objectionTo } from './authority.ts';
import { feeEnded } from './fee.ts';
import { objectionToParentOf } from './parent.ts';

export type IssueCertificateInput = {
  applicationId: string;
  revision: number;
  by: Actor;
  /** Raw RSA signature over the request's signed attributes, base64. */
  signature: string;
};

type Ready = { request: SigningRequest; certificate: Uint8Array; chain: Uint8Array[] };

/**
 * Checks the returned signature, time-stamps and embeds it, and issues: number, fee, certificate and
 * event are one statement, and so is what it does to the certificate that it replaces. Safe to
 * repeat. A signature that does not hold is refused with the
 * reason, and the case goes on waiting for a good one.
 */
export function createIssueCertificate(dependencies: Dependencies) {
  const { database, storage } = dependencies;
  return async function issueCertificate(input: IssueCertificateInput): Promise<StepResult> {
    const { applicationId, revision, by } = input;
    const at = new Date();
    const step = { applicationId, name: 'issue', revision, at };
    const issue = () =>
      recordStep(
        database,
        step,
        async (row) => {
          const ready = findRequest(row, by, at);
          if ('refused' in ready) return ready;
          const gone = await objectionToParentOf(database, row, at);
          if (gone) return { refused: gone };
          const signature = Buffer.from(input.signature, 'base64');
          const signed = await sign(dependencies, ready, signature, at);
          if ('refused' in signed) return signed;
          const pdfKey = await overGateway(() => storage.put(signed.pdf));
          return issued(database, row, ready, { by, at, pdfKey });
        },
        () => readSigningCase(database, applicationId, { by: by.accountId, officer: by.accountId }),
      );
    // Of two who replace, copy or cancel the same certificate at once the second looks again.
    const record = await issue().catch((error) => {
      if (isParentMoved(error)) return issue();
      throw error;
    });
    return stepResult(agreed(record));
  };
}

type Made = { by: Actor; at: Date; pdfKey: string };

/** What issuing writes: a certificate and what it does to its parent, or a copy; and the fee. */
function issued(database: Database, row: SigningCase, ready: Ready, made: Made): CaseChange {
  const { number } = ready.request.content;
  const { parent } = row;
  const detail = { number, pdfSha256: made.pdfKey };
  const fee = feeEnded(database, row, feeOutcomeOf('issued'));
  const set = { stage: 'issued', certificateNumber: number, respondBy: null } as const;
  if (row.purpose === 'true-copy') {
    return {
      set,
      event: {
        actor: made.by,
        action: 'issue',
        detail: { ...detail, copiedOn: ready.request.issuedOn },
      },
      also: [copyIssued(database, copyOf(ready, made)), ...fee],
    };
  }
  return {
    set,
    event: {
      actor: made.by,
      action: 'issue',
      detail: { ...detail, ...(parent && { replaces: parent }) },
    },
    also: [
      certificateIssued(database, certificateOf(row, ready, made)),
      ...(parent ? [parentSuperseded(database, { parent, successor: number })] : []),
      ...fee,
    ],
  };
}

/** By whom and how a paper was signed. */
const signedWith = ({ request, certificate }: Ready, { pdfKey }: Made) => ({
  number: request.content.number,
  pdfKey,
  qrText: request.qrText,
  officerId: request.officerId,
  officerCertificateSha256: request.certificateSha256,
  signedBy: new X509Certificate(certificate).issuer.replaceAll('\n', ', '),
});

const copyOf = (ready: Ready, made: Made): Omit<CertificateCopy, 'applicationId'> => ({
  ...signedWith(ready, made),
  copiedOn: ready.request.issuedOn,
  copiedAt: made.at,
});

const certificateOf = (row: SigningCase, ready: Ready, made: Made): IssuedCertificate => ({
  ...signedWith(ready, made),
  physicalKey: ready.request.physicalKey,
  applicationId: row.id,
  officeId: row.officeId,
  scheme: row.scheme,
  iec: row.iec,
  content: ready.request.content,
  contentSha256: createHash('sha256').update(canonicalJson(ready.request.content)).digest('hex'),
  issuedAt: made.at,
  issuedOn: ready.request.issuedOn,
  validUntil: ready.request.content.validUntil,
  status: 'in-force',
  ...replacing(row.parent),
});

const notPrepared = refusal(
  'signing-request-stale',
  'Nothing is prepared for you to sign. Ask for a new signing request.',
);

function findRequest(row: SigningCase, by: Actor, at: Date): Ready | { refused: RefusalDetail } {
  const { id, request, certificate: registered } = row;
  const action = signingActions(row.stage).sign;
  const objection = objectionTo(by, action, row);
  if (objection) return { refused: objection };
  if (request?.officerId !== by.accountId) {
    if (action === 'issue') return { refused: notPrepared };
    throw corrupt(`the case ${id} was not prepared for the officer whom it names`);
  }
  if (registered?.sha256 !== request.certificateSha256) {
    const message = 'Another token is registered by now. Ask for a new signing request.';
    return { refused: refusal('signing-request-stale', message) };
  }
  if (request.issuedOn !== indianDate(at.toISOString())) {
    const message = 'The certificate was prepared for another day. Ask for a new signing request.';
    return { refused: refusal('signing-request-stale', message) };
  }
  return {
    request,
    certificate: Buffer.from(registered.certificate, 'base64'),
    chain: registered.chain.map((der) => Buffer.from(der, 'base64')),
  };
}

async function sign(
  dependencies: Dependencies,
  { request, certificate, chain }: Ready,
  signature: Uint8Array,
  at: Date,
): Promise<{ pdf: Uint8Array } | { refused: RefusalDetail }> {
  const { storage, revocation, trustAnchors, timestampAuthority } = dependencies;
  const file = await overGateway(() => storage.get(request.preparedKey));
  if (file.outcome === 'unknown') throw corrupt(`the prepared PDF ${request.preparedKey} is gone`);
  const signedAttributes = Buffer.from(request.signedAttributes, 'base64');
  const check = checkSignature({
    prepared: file.bytes,
    signedAttributes,
    signature,
    certificate,
    expectedCertificateSha256: request.certificateSha256,
    chain,
    trustAnchors,
    crls: await overGateway(() => revocation.listsFor([certificate, ...chain])),
    at: at.toISOString(),
  });
  if (check.failed) {
    const finding = check.findings.find((one) => !one.holds);
    const message = `The signature is not accepted (${check.failed}): ${finding?.detail ?? ''}`;
    return { refused: refusal('signature-not-accepted', message) };
  }
  const timeStamp = async (digest: Uint8Array) => {
    const nonce = randomBytes(8);
    const response = await overGateway(() =>
      timestampAuthority.requestTimestamp(timeStampRequest(digest, nonce)),
    );
    return parseTimeStampResponse(response, { digest, nonce, trustAnchors }).token;
  };
  const certificates = [certificate, ...chain];
  return {
    pdf: await embedSignature(file.bytes, { signedAttributes, signature, certificates, timeStamp }),
  };
}
