import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { readSignerOf } from '../../db/queries/authority.ts';
import { type CaseRow, readCase, recordStep } from '../../db/queries/case.ts';
import {
  insertCertificate,
  readSigningRequest,
  type SigningRequest,
} from '../../db/queries/certificate.ts';
import { checkSignature } from '../../document/signature/check-signature.ts';
import { embedSignature } from '../../document/signature/embed-signature.ts';
import { parseTimeStampResponse, timeStampRequest } from '../../document/signature/time-stamp.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import { canonicalJson } from '../../domain/certificate/canonical.ts';
import type { Actor } from '../../workflows/coo-application/contract.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import { corrupt, overGateway } from '../failure.ts';
import { agreed, refusal, type StepResult } from '../step-result.ts';
import { takeFeeOf } from './fee.ts';

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
 * event are one transaction. Safe to repeat. A signature that does not hold is refused with the
 * reason, and the case goes on waiting for a good one.
 */
export function createIssueCertificate(dependencies: Dependencies) {
  const { database, storage } = dependencies;
  return async function issueCertificate(input: IssueCertificateInput): Promise<StepResult> {
    const { applicationId, revision, by } = input;
    const row = await readCase(database, applicationId);
    if (row.revision === revision + 1) return { stage: row.stage, revision: row.revision };
    const at = new Date();
    const ready = await findRequest(dependencies, row, by, at);
    if ('refused' in ready) return { stage: row.stage, revision, refused: ready.refused };
    const signed = await sign(dependencies, ready, Buffer.from(input.signature, 'base64'), at);
    if ('refused' in signed) return { stage: row.stage, revision, refused: signed.refused };

    const { request, certificate } = ready;
    const pdfKey = await overGateway(() => storage.put(signed.pdf));
    const { number } = request.content;
    const step = { applicationId, name: 'issue', revision, at };
    const record = agreed(
      await recordStep(database, step, async (transaction, locked) => {
        const issued = insertCertificate(transaction, {
          number,
          applicationId,
          officeId: locked.officeId,
          scheme: locked.scheme,
          iec: locked.iec,
          content: request.content,
          contentSha256: createHash('sha256').update(canonicalJson(request.content)).digest('hex'),
          pdfKey,
          qrText: request.qrText,
          officerId: by.accountId,
          officerCertificateSha256: request.certificateSha256,
          signedBy: new X509Certificate(certificate).issuer.replaceAll('\n', ', '),
          issuedAt: at,
          issuedOn: request.issuedOn,
          validUntil: request.content.validUntil,
        });
        await Promise.all([issued, takeFeeOf(transaction, locked)]);
        return {
          set: { stage: 'issued', certificateNumber: number },
          event: { actor: by, action: 'issue', detail: { number, pdfSha256: pdfKey } },
        };
      }),
    );
    return { stage: record.stage, revision: record.revision };
  };
}

async function findRequest(
  { database }: Dependencies,
  row: CaseRow,
  by: Actor,
  at: Date,
): Promise<Ready | { refused: RefusalDetail }> {
  const [request, officer] = await Promise.all([
    readSigningRequest(database, row.id),
    readSignerOf(database, row.officeId, by.accountId),
  ]);
  if (!request) throw corrupt(`nothing is prepared for signing in the case ${row.id}`);
  if (!officer || request.officerId !== by.accountId) {
    const message = 'Only the officer for whom the certificate was prepared may sign it.';
    return { refused: refusal('not-signing-officer', message) };
  }
  const registered = officer.certificate;
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
