import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { recordStep } from '../../db/queries/case/case.ts';
import { readSigningCase, type SigningCase } from '../../db/queries/case/signing.ts';
import {
  certificateIssued,
  type IssuedCertificate,
  type SigningRequest,
} from '../../db/queries/certificate/certificate.ts';
import { checkSignature } from '../../document/signature/check-signature.ts';
import { embedSignature } from '../../document/signature/embed-signature.ts';
import { parseTimeStampResponse, timeStampRequest } from '../../document/signature/time-stamp.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import { canonicalJson } from '../../domain/certificate/canonical.ts';
import { feeOutcomeOf } from '../../domain/money/fee-outcome.ts';
import type { Actor } from '../../workflows/case/contract.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import { corrupt, overGateway } from '../failure.ts';
import { agreed, refusal, type StepResult, stepResult } from '../step-result.ts';
import { objectionTo } from './authority.ts';
import { feeEnded } from './fee.ts';

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
 * event are one statement. Safe to repeat. A signature that does not hold is refused with the
 * reason, and the case goes on waiting for a good one.
 */
export function createIssueCertificate(dependencies: Dependencies) {
  const { database, storage } = dependencies;
  return async function issueCertificate(input: IssueCertificateInput): Promise<StepResult> {
    const { applicationId, revision, by } = input;
    const at = new Date();
    const step = { applicationId, name: 'issue', revision, at };
    const record = await recordStep(
      database,
      step,
      async (row) => {
        const ready = findRequest(row, by, at);
        if ('refused' in ready) return ready;
        const signed = await sign(dependencies, ready, Buffer.from(input.signature, 'base64'), at);
        if ('refused' in signed) return signed;
        const pdfKey = await overGateway(() => storage.put(signed.pdf));
        const issued = issuedCertificate(row, ready, { pdfKey, issuedAt: at });
        const { number } = issued;
        return {
          set: { stage: 'issued', certificateNumber: number },
          event: { actor: by, action: 'issue', detail: { number, pdfSha256: pdfKey } },
          also: [
            certificateIssued(database, issued),
            ...feeEnded(database, row, feeOutcomeOf('issued')),
          ],
        };
      },
      () =>
        readSigningCase(database, applicationId, {
          by: by.accountId,
          officer: by.accountId,
        }),
    );
    return stepResult(agreed(record));
  };
}

const issuedCertificate = (
  row: SigningCase,
  { request, certificate }: Ready,
  made: { pdfKey: string; issuedAt: Date },
): IssuedCertificate => ({
  ...made,
  number: request.content.number,
  applicationId: row.id,
  officeId: row.officeId,
  scheme: row.scheme,
  iec: row.iec,
  content: request.content,
  contentSha256: createHash('sha256').update(canonicalJson(request.content)).digest('hex'),
  qrText: request.qrText,
  officerId: request.officerId,
  officerCertificateSha256: request.certificateSha256,
  signedBy: new X509Certificate(certificate).issuer.replaceAll('\n', ', '),
  issuedOn: request.issuedOn,
  validUntil: request.content.validUntil,
  status: 'in-force',
  replaces: null,
});

function findRequest(row: SigningCase, by: Actor, at: Date): Ready | { refused: RefusalDetail } {
  const { id, request, certificate: registered } = row;
  const objection = objectionTo(by, 'attach-signature', row);
  if (objection) return { refused: objection };
  if (!request) throw corrupt(`nothing is prepared for signing in the case ${id}`);
  if (request.officerId !== by.accountId) {
    throw corrupt(`the case ${id} was prepared for another officer than it names`);
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
