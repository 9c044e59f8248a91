import { createHash, sign } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { builtCertificate } from '../testing/issued-certificate.ts';
import { aiftaContent } from '../testing/sample-content.ts';
import { testCertificate, testRevocationList } from '../testing/test-authority.ts';
import { makeTestTrust, type TestTrust } from '../testing/test-trust.ts';
import { checkSignature, type SignatureToCheck } from './check-signature.ts';
import { prepareSignature } from './prepare-signature.ts';

const at = '2026-11-22T07:15:00.000Z';
let trust: TestTrust;
let pdf: Uint8Array;
let good: SignatureToCheck;

/** A signature as it comes back from a token with that certificate and key. */
function returned(signer: TestTrust['officer']): SignatureToCheck {
  const { prepared, signedAttributes } = prepareSignature(pdf, {
    certificate: signer.certificate,
    name: 'Anjali Deshpande',
    reason: 'Certificate of origin',
    location: 'Mumbai',
    signingTime: at,
  });
  return {
    prepared,
    signedAttributes,
    signature: sign('sha256', signedAttributes, signer.privateKey),
    certificate: signer.certificate,
    expectedCertificateSha256: createHash('sha256').update(signer.certificate).digest('hex'),
    chain: [trust.issuing.certificate],
    trustAnchors: trust.trustAnchors,
    crls: trust.crls,
    at,
  };
}

beforeAll(async () => {
  trust = makeTestTrust();
  pdf = (await builtCertificate(aiftaContent, trust)).pdf;
  good = returned(trust.officer);
});

const failedBy = (changes: Partial<SignatureToCheck>) =>
  checkSignature({ ...good, ...changes }).failed;

test('R47 a good signature by the registered certificate is accepted', () => {
  const { failed, findings } = checkSignature(good);
  expect(failed).toBeNull();
  expect(findings.every(({ holds }) => holds)).toBe(true);
});

describe('a signature is refused, with the check that failed, when', () => {
  test('the document is another one', () => {
    const prepared = Uint8Array.from(good.prepared);
    prepared[100] = (prepared[100] ?? 0) ^ 1;
    expect(failedBy({ prepared })).toBe('digest');
    expect(failedBy({ prepared: pdf })).toBe('digest');
  });

  test('it is not by the key, or not by RSA over the attributes', () => {
    const signature = Uint8Array.from(good.signature);
    signature[7] = (signature[7] ?? 0) ^ 1;
    expect(failedBy({ signature })).toBe('signature');
    expect(failedBy({ signature: new Uint8Array() })).toBe('signature');
    const otherDigest = sign('sha384', good.signedAttributes, trust.officer.privateKey);
    expect(failedBy({ signature: otherDigest })).toBe('signature');
  });

  test('it is a good signature by a colleague', () => {
    const colleague = testCertificate({ name: 'Ravi Rao', kind: 'signer', issuer: trust.issuing });
    const { expectedCertificateSha256 } = good;
    expect(checkSignature({ ...returned(colleague), expectedCertificateSha256 }).failed).toBe(
      'registered-certificate',
    );
    // The attributes name the officer's certificate, the key is the colleague's.
    const signature = sign('sha256', good.signedAttributes, colleague.privateKey);
    expect(failedBy({ signature, certificate: colleague.certificate })).toBe('signature');
  });

  test('the certificate is not for signing', () => {
    expect(checkSignature(returned(trust.issuing)).failed).toBe('key-usage');
  });

  test('the chain ends nowhere', () => {
    expect(failedBy({ chain: [] })).toBe('chain');
    expect(failedBy({ trustAnchors: [] })).toBe('chain');
  });

  test('an officer plays the issuer', () => {
    const forged = testCertificate({ name: 'Forged', kind: 'signer', issuer: trust.officer });
    const chain = [trust.officer.certificate, trust.issuing.certificate];
    expect(checkSignature({ ...returned(forged), chain }).failed).toBe('chain');
  });

  test('the certificate has a critical extension that nobody understands', () => {
    const strange = testCertificate({
      name: 'Strange',
      kind: 'signer',
      issuer: trust.issuing,
      criticalExtension: '1.3.6.1.4.1.99999.7',
    });
    expect(checkSignature(returned(strange)).failed).toBe('chain');
  });

  test('the certificate is not yet, or no longer, valid', () => {
    expect(failedBy({ at: '2025-12-31T23:59:59Z' })).toBe('validity');
    expect(failedBy({ at: '2036-01-01T00:00:01Z' })).toBe('validity');
  });

  test('the certificate, or its issuer, was revoked by then', () => {
    const { root, issuing, officer } = trust;
    const [rootList, issuingList] = trust.crls as [Uint8Array, Uint8Array];
    const revokedBefore = [{ certificate: officer.certificate, at: '2026-11-22T07:14:59Z' }];
    const revokedAfter = [{ certificate: officer.certificate, at: '2026-11-22T07:15:01Z' }];
    const issuerRevoked = [{ certificate: issuing.certificate, at: '2026-11-20T00:00:00Z' }];
    const list = testRevocationList;
    expect(failedBy({ crls: [rootList, list(issuing, revokedBefore)] })).toBe('revocation');
    expect(failedBy({ crls: [list(root, issuerRevoked), issuingList] })).toBe('revocation');
    expect(failedBy({ crls: [rootList, list(issuing, revokedAfter)] })).toBeNull();
  });

  test('a revocation list is missing, stale, forged or unreadable', () => {
    const [rootList] = trust.crls as [Uint8Array];
    const stale = { nextUpdate: '2026-11-22T07:14:00Z' };
    const impostor = testCertificate({ name: 'Test Issuing CA', kind: 'authority' });
    expect(failedBy({ crls: [] })).toBe('revocation');
    expect(failedBy({ crls: [rootList] })).toBe('revocation');
    expect(failedBy({ crls: [rootList, testRevocationList(trust.issuing, [], stale)] })).toBe(
      'revocation',
    );
    expect(failedBy({ crls: [rootList, testRevocationList(impostor)] })).toBe('revocation');
    expect(failedBy({ crls: [rootList, Buffer.from('no list')] })).toBe('revocation');
  });

  test('anything in it is not what it should be', () => {
    const nonsense = Buffer.from('nonsense');
    expect(failedBy({ certificate: nonsense })).not.toBeNull();
    expect(failedBy({ signedAttributes: nonsense })).toBe('digest');
    expect(failedBy({ prepared: nonsense })).toBe('digest');
  });
});
