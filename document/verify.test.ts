import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildCertificate } from './build-certificate.ts';
import { qrClaims } from './qr/claims.ts';
import { encodeQr } from './qr/qr-text.ts';
import { findHole } from './signature/placeholder.ts';
import {
  builtAt,
  builtCertificate,
  issuedCertificate,
  serviceAddress,
  verifiersTrust,
} from './testing/issued-certificate.ts';
import { aiftaContent } from './testing/sample-content.ts';
import { signCertificate, signingTime } from './testing/sign-certificate.ts';
import { testCertificate, testRevocationList } from './testing/test-authority.ts';
import { makeTestTrust, type TestTrust } from './testing/test-trust.ts';
import { type CertificateCheck, type Trust, verifyCertificatePdf } from './verify.ts';

let trust: TestTrust;
let verifiers: Trust;
let pdf: Uint8Array;
beforeAll(async () => {
  trust = makeTestTrust();
  verifiers = verifiersTrust(trust);
  pdf = (await issuedCertificate(aiftaContent, trust)).pdf;
});

const firstFailure = (bytes: Uint8Array, by: Trust = verifiers): CertificateCheck | undefined =>
  verifyCertificatePdf(bytes, by).findings.find(({ holds }) => !holds)?.check;

test('a certificate proves itself by its file alone', () => {
  const report = verifyCertificatePdf(pdf, verifiers);
  expect(report).toMatchObject({
    genuine: true,
    content: aiftaContent,
    signedAt: signingTime,
    signer: 'Anjali Deshpande',
  });
  expect(report.findings.map(({ check }) => check)).toEqual([
    ...['coverage', 'digest', 'signature', 'time-stamp', 'chain', 'validity', 'revocation'],
    ...['twin', 'qr'],
  ]);
});

describe('one changed bit is found', () => {
  const flipped = (bytes: Uint8Array, at: number, bit: number) => {
    const changed = Uint8Array.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ (1 << bit);
    return changed;
  };

  test('wherever in the file it is: 10,000 trials', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.nat(pdf.length - 1), fc.nat(7), (at, bit) => {
        const report = verifyCertificatePdf(flipped(pdf, at, bit), verifiers);
        expect(report.genuine).toBe(false);
        expect(report.content).toBeNull();
      }),
      { numRuns: 10_000 },
    );
  });

  test('in every third byte of the signature itself, which no digest covers', () => {
    const hole = findHole(pdf);
    if (!hole) throw new Error('the certificate is signed');
    const cms = Buffer.from(Buffer.from(pdf.subarray(hole.start, hole.end)).toString(), 'hex');
    const length = 4 + cms.readUInt16BE(2);
    for (let at = 0; at < length; at += 3) {
      const changed = Buffer.from(pdf);
      changed.write(Buffer.from(flipped(cms, at, at % 8)).toString('hex'), hole.start, 'latin1');
      expect(verifyCertificatePdf(changed, verifiers).genuine, `byte ${at}`).toBe(false);
    }
  });
});

describe('a file is refused when', () => {
  test('something is added behind it, before it, or cut off', () => {
    expect(firstFailure(Buffer.concat([pdf, Buffer.from('\n')]))).toBe('coverage');
    expect(firstFailure(Buffer.concat([Buffer.from(' '), pdf]))).toBe('coverage');
    expect(firstFailure(pdf.subarray(0, -1))).toBe('coverage');
    const update = '\n9 0 obj\n<< >>\nendobj\nxref\n0 0\ntrailer\n<< >>\nstartxref\n1\n%%EOF';
    expect(firstFailure(Buffer.concat([pdf, Buffer.from(update)]))).toBe('coverage');
  });

  test('it is not signed, or no PDF, or empty', async () => {
    const { pdf: unsigned } = await builtCertificate(aiftaContent, trust);
    for (const bytes of [unsigned, Buffer.from('%PDF-1.7'), new Uint8Array()]) {
      expect(firstFailure(bytes)).toBe('coverage');
    }
  });

  test('another person with a certificate of the same authority signed it', async () => {
    const stranger = testCertificate({
      name: 'Anjali Deshpande',
      kind: 'signer',
      issuer: trust.issuing,
    });
    // Content and QR code are the service's own: only the hand that signed is another.
    const { pdf: built } = await builtCertificate(aiftaContent, trust);
    const forged = await signCertificate(built, { ...trust, officer: stranger });
    const report = verifyCertificatePdf(forged, verifiers);
    const failed = report.findings.filter(({ holds }) => !holds);
    expect(failed).toEqual([
      { check: 'qr', holds: false, detail: 'the service expected another signer' },
    ]);
  });

  test('a certificate is attached that proves nothing', async () => {
    const { pdf: built } = await builtCertificate(aiftaContent, trust);
    const extra = [trust.officer, trust.issuing, trust.qr].map(({ certificate }) => certificate);
    expect(firstFailure(await signCertificate(built, trust, extra))).toBe('chain');
  });

  test('the QR code is of another certificate, or of a key of nobody', async () => {
    const withCode = async (qrText: string) => {
      const images = { stamp: null, signatureImage: null };
      const content = aiftaContent;
      const built = await buildCertificate({ content, qrText, ...images, createdAt: builtAt });
      return signCertificate(built, trust);
    };
    const other = { ...aiftaContent, number: 'EIC-MUMBAI-2026-0000419-P' };
    const otherClaims = qrClaims(other, trust.officer.certificate);
    expect(firstFailure(await withCode(encodeQr(otherClaims, serviceAddress, trust.qr)))).toBe(
      'qr',
    );
    const claims = qrClaims(aiftaContent, trust.officer.certificate);
    const nobody = testCertificate({ name: 'Nobody', kind: 'signer', keyType: 'ec' });
    expect(firstFailure(await withCode(encodeQr(claims, serviceAddress, nobody)))).toBe('qr');
  });

  test('the signer is not of a trusted authority', () => {
    expect(firstFailure(pdf, { ...verifiers, trustAnchors: [trust.qr.certificate] })).toBe(
      'time-stamp',
    );
  });

  test('the certificate was revoked before it was signed, not when after', () => {
    const revokedAt = (at: string): Trust => {
      const list = testRevocationList(trust.issuing, [
        { certificate: trust.officer.certificate, at },
      ]);
      return { ...verifiers, crls: [testRevocationList(trust.root), list] };
    };
    expect(firstFailure(pdf, revokedAt('2026-11-22T07:00:00Z'))).toBe('revocation');
    expect(firstFailure(pdf, revokedAt('2026-11-22T08:00:00Z'))).toBeUndefined();
  });

  test('revocation cannot be known: no list, or one that ended before', () => {
    expect(firstFailure(pdf, { ...verifiers, crls: [] })).toBe('time-stamp');
    const stale = testRevocationList(trust.issuing, [], { nextUpdate: '2026-11-22T07:00:00Z' });
    const crls = [testRevocationList(trust.root), stale];
    expect(firstFailure(pdf, { ...verifiers, crls })).toBe('time-stamp');
  });

  test('its time stamp lies after the day of the checking', () => {
    expect(firstFailure(pdf, { ...verifiers, at: '2026-11-22T07:09:00Z' })).toBe('time-stamp');
  });
});

test('no bytes whatever make the check itself fail', () => {
  const start = pdf.subarray(0, 200);
  const end = pdf.subarray(-900);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.integer({ min: 1 }), (noise, at) => {
      for (const bytes of [
        noise,
        Buffer.concat([start, noise, end]),
        pdf.subarray(at % pdf.length || 1),
      ]) {
        expect(verifyCertificatePdf(bytes, verifiers).genuine).toBe(
          at === 0 && bytes.length > 9000,
        );
      }
    }),
    { numRuns: 300 },
  );
});

test('it still proves itself when the certificates of signer and authority have expired', () => {
  expect(verifyCertificatePdf(pdf, { ...verifiers, at: '2040-01-01T00:00:00Z' }).genuine).toBe(
    true,
  );
});

test('a true copy proves itself as its original does: the same number, the same content', async () => {
  const copy = { words: 'CERTIFIED TRUE COPY', on: '2026-12-24', officer: aiftaContent.officer };
  const copied = await issuedCertificate(aiftaContent, trust, copy);
  expect(Buffer.from(copied.pdf).equals(Buffer.from(pdf))).toBe(false);
  expect(verifyCertificatePdf(copied.pdf, verifiers)).toMatchObject({
    genuine: true,
    content: aiftaContent,
  });
});
