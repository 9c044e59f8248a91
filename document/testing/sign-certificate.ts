import { randomBytes, sign } from 'node:crypto';
import { embedSignature } from '../signature/embed-signature.ts';
import { prepareSignature } from '../signature/prepare-signature.ts';
import { parseTimeStampResponse, timeStampRequest } from '../signature/time-stamp.ts';
import { testTimeStampResponse } from './test-authority.ts';
import type { TestTrust } from './test-trust.ts';

export const signingTime = '2026-11-22T07:15:00.000Z';

/** Signs as officer, token and time-stamp authority would together. */
export async function signCertificate(
  pdf: Uint8Array,
  trust: TestTrust,
  certificates = [trust.officer.certificate, trust.issuing.certificate],
): Promise<Uint8Array> {
  const { prepared, signedAttributes } = prepareSignature(pdf, {
    certificate: trust.officer.certificate,
    name: 'Anjali Deshpande',
    reason: 'Certificate of Origin issued',
    location: 'Mumbai',
    signingTime,
  });
  return embedSignature(prepared, {
    signedAttributes,
    signature: sign('sha256', signedAttributes, trust.officer.privateKey),
    certificates,
    timeStamp: (digest) => testTimeStamp(digest, trust),
  });
}

async function testTimeStamp(digest: Uint8Array, trust: TestTrust): Promise<Uint8Array> {
  const nonce = randomBytes(16);
  const request = timeStampRequest(digest, nonce);
  const chain = [trust.issuing.certificate];
  const response = testTimeStampResponse(request, trust.timeStamp, chain, signingTime);
  return parseTimeStampResponse(response, { digest, nonce, trustAnchors: trust.trustAnchors })
    .token;
}
