import { sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encode, sequence, tags } from '../document/signature/der.ts';
import {
  type TestIdentity,
  testCertificate,
  testRevocationList,
} from '../document/testing/test-authority.ts';
import { makeTestTrust } from '../document/testing/test-trust.ts';
import { type CertificateToProve, proveCertificate } from './certificate-proof.ts';
import { newChallenge } from './signing-challenge.ts';

const at = '2026-11-22T07:15:00.000Z';
const trust = makeTestTrust();
const { issuing, root } = trust;
const person = (more: Partial<Parameters<typeof testCertificate>[0]> = {}) =>
  testCertificate({ name: 'Meera Kulkarni', kind: 'signer', issuer: issuing, ...more });
const meera = person({
  attributes: [
    ['2.5.4.11', 'AAACS7302F'],
    ['0.9.2342.19200300.100.1.1', 'meera.k'],
    ['2.5.4.97', 'IEC-AAACS7302F'],
    ['1.3.6.1.4.1.99999.5', 'own'],
  ],
  extensions: [
    ['2.5.29.17', sequence(encode(0x81, Buffer.from('meera@sahyadri.example')))],
    ['1.3.6.1.4.1.99999.7', Buffer.from('AAACS7302F')],
    ['1.3.6.1.4.1.99999.8', sequence(encode(tags.utf8String, Buffer.from('मीरा')))],
  ],
});
const challenge = newChallenge({
  service: 'https://ecoo.example',
  purpose: 'register-exporter',
  subject: '0199f3a2-0000-7000-8000-000000000001',
  at: new Date(at),
}).text;
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

function proof(of: TestIdentity, changes: Partial<CertificateToProve> = {}) {
  return proveCertificate({
    certificate: base64(of.certificate),
    chain: [base64(root.certificate), base64(issuing.certificate)],
    challenge,
    signature: base64(sign('sha256', Buffer.from(challenge), of.privateKey)),
    trustAnchors: trust.trustAnchors,
    revocation: { listsFor: async () => trust.crls },
    at,
    ...changes,
  });
}
const code = async (of: TestIdentity, changes: Partial<CertificateToProve> = {}) => {
  const answer = await proof(of, changes);
  return answer.outcome === 'refused' ? answer.code : answer.outcome;
};

test('R15 a challenge signed by the certificate proves it, and tells what it says by place', async () => {
  const answer = await proof(meera);
  if (answer.outcome === 'refused') throw new Error(answer.reason);
  expect(answer.facts).toMatchObject({
    name: 'Meera Kulkarni',
    subject: expect.stringContaining('CN=Meera Kulkarni'),
    issuer: expect.stringContaining('Test Issuing CA'),
    validTo: '2036-01-01T00:00:00.000Z',
    key: 'rsa',
  });
  expect(answer.facts.texts).toEqual([
    { place: 'subject.country', text: 'IN' },
    { place: 'subject.organization', text: 'eCoO test' },
    { place: 'subject.organizationalUnit', text: 'AAACS7302F' },
    { place: 'subject.userId', text: 'meera.k' },
    { place: 'subject.organizationIdentifier', text: 'IEC-AAACS7302F' },
    { place: 'subject.1.3.6.1.4.1.99999.5', text: 'own' },
    { place: 'subject.commonName', text: 'Meera Kulkarni' },
    { place: 'subjectAltName', text: 'meera@sahyadri.example' },
    { place: 'extension:1.3.6.1.4.1.99999.7', text: 'AAACS7302F' },
    { place: 'extension:1.3.6.1.4.1.99999.8', text: 'मीरा' },
  ]);
});

test('R15 a P-256 key proves itself as well', async () => {
  expect(await code(person({ keyType: 'ec' }))).toBe('proved');
});

describe('R15 a certificate proves nothing', () => {
  test('that its holder signed himself, whatever name is on it', async () => {
    expect(await code(testCertificate({ name: 'Meera Kulkarni', kind: 'signer' }))).toBe(
      'certificate-self-signed',
    );
    expect(await code(root)).toBe('certificate-self-signed');
  });

  test('of an authority that nobody trusts, though it bears the name of a trusted one', async () => {
    const falseRoot = testCertificate({ name: 'Test Root', kind: 'authority' });
    const falseIssuing = testCertificate({
      name: 'Test Issuing CA',
      kind: 'authority',
      issuer: falseRoot,
    });
    const forged = person({ issuer: falseIssuing });
    expect(await code(forged)).toBe('certificate-untrusted');
    const chain = [falseIssuing, falseRoot].map(({ certificate }) => base64(certificate));
    expect(await code(forged, { chain })).toBe('certificate-untrusted');
    expect(await code(meera, { chain: [] })).toBe('certificate-untrusted');
    expect(await code(person({ issuer: meera }), { chain: [base64(meera.certificate)] })).toBe(
      'certificate-untrusted',
    );
  });

  test('that is expired, or not yet valid', async () => {
    expect(await code(person({ validTo: '2026-11-22T07:14:00Z' }))).toBe('certificate-expired');
    expect(await code(person({ validFrom: '2026-11-23T00:00:00Z' }))).toBe('certificate-expired');
  });

  test('that was revoked', async () => {
    const revoked = [{ certificate: meera.certificate, at: '2026-11-20T00:00:00Z' }];
    const crls = [testRevocationList(root), testRevocationList(issuing, revoked)];
    const revocation = { listsFor: async () => crls };
    expect(await code(meera, { revocation })).toBe('certificate-revoked');
  });

  test('of which it cannot be known whether it was revoked', async () => {
    const away = Object.assign(new Error('away'), { name: 'GatewayUnavailable' });
    for (const listsFor of [
      async () => [],
      async () => [testRevocationList(root)],
      async () => Promise.reject(away),
    ]) {
      expect(await code(meera, { revocation: { listsFor } })).toBe('revocation-unknown');
    }
  });

  test('with a weak key, not meant for signing, or an authority itself', async () => {
    expect(await code(person({ keyLength: 1024 }))).toBe('certificate-key-weak');
    const { certificate, privateKey } = person({ kind: 'authority' });
    expect(await code({ certificate, privateKey })).toBe('certificate-not-for-signing');
  });

  test('when the challenge was signed by another key', async () => {
    const signature = base64(sign('sha256', Buffer.from(challenge), person().privateKey));
    expect(await code(meera, { signature })).toBe('signed-by-another-key');
    for (const other of ['', 'AA==', base64(Buffer.alloc(256))]) {
      expect(await code(meera, { signature: other })).toBe('signed-by-another-key');
    }
  });

  test('when another challenge was signed, or its digest', async () => {
    const other = challenge.replace(/Random: ./, 'Random: x');
    const over = (text: string | Uint8Array) =>
      base64(sign('sha256', Buffer.from(text), meera.privateKey));
    expect(await code(meera, { signature: over(other) })).toBe('signed-other-bytes');
    expect(await code(meera, { signature: over(`${challenge}\n`) })).toBe('signed-other-bytes');
  });

  test('when it is no certificate', async () => {
    for (const certificate of ['', 'AA==', base64(Buffer.from('certificate'))]) {
      expect(await code(meera, { certificate })).toBe('certificate-unreadable');
      expect(await code(meera, { chain: [certificate] })).toBe('certificate-unreadable');
    }
    const cut = base64(meera.certificate.subarray(0, -1));
    expect(await code(meera, { certificate: cut })).toBe('certificate-unreadable');
  });
});

test('lists are asked for only of certificates that a trusted authority stands behind', async () => {
  const asked: Uint8Array[][] = [];
  const revocation = {
    listsFor: async (certificates: Uint8Array[]) => {
      asked.push(certificates);
      return trust.crls;
    },
  };
  await proof(testCertificate({ name: 'A', kind: 'signer', issuer: meera }), { revocation });
  await proof(meera, { revocation, signature: '' });
  expect(asked).toEqual([]);
  await proof(meera, { revocation });
  expect(asked[0]?.map((der) => Buffer.from(der))).toEqual([
    meera.certificate,
    issuing.certificate,
  ]);
});

describe('R15 whatever bytes come, they are refused and nothing breaks', () => {
  const holders = [meera, person({ keyType: 'ec' })];
  const bytes = fc.uint8Array({ maxLength: 64 });

  test('a certificate with any byte changed, left out or put in', async () => {
    const change = fc.tuple(fc.nat(), fc.nat({ max: 2 }), bytes, fc.boolean());
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...holders),
        change,
        async (holder, [at, cut, put, ofChain]) => {
          const der = Buffer.from(ofChain ? issuing.certificate : holder.certificate);
          const place = at % der.length;
          const changed = Buffer.concat([der.subarray(0, place), put, der.subarray(place + cut)]);
          fc.pre(!changed.equals(der));
          const presented = base64(changed);
          const answer = ofChain
            ? await code(holder, { chain: [presented] })
            : await code(holder, { certificate: presented });
          expect(answer).not.toBe('proved');
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('a certificate whose key usage is no such thing', async () => {
    const der = Buffer.from(meera.certificate);
    const usage = der.indexOf(Buffer.from('030201c0', 'hex'));
    expect(usage).toBeGreaterThan(0);
    der[usage] = tags.null;
    expect(await code(meera, { certificate: base64(der) })).toBe('certificate-unreadable');
  });

  test('any signature', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...holders),
        fc.uint8Array({ maxLength: 600 }),
        async (holder, signature) => {
          expect(await code(holder, { signature: base64(signature) })).toBe(
            'signed-by-another-key',
          );
        },
      ),
    );
  });
});
