import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { aiftaContent } from '../testing/sample-content.ts';
import { testCertificate } from '../testing/test-authority.ts';
import { makeTestTrust, type TestTrust } from '../testing/test-trust.ts';
import { type QrClaims, qrClaims } from './claims.ts';
import { fromDigits, toDigits } from './digits.ts';
import { qrModules } from './modules.ts';
import { decodeQr, encodeQr, QrUnreadable, verifyQr } from './qr-text.ts';

const address = 'https://coo.example.gov.in';
let trust: TestTrust;
let claims: QrClaims;
let text: string;
beforeAll(() => {
  trust = makeTestTrust();
  claims = qrClaims(aiftaContent, trust.officer.certificate);
  text = encodeQr(claims, address, trust.qr);
});
const verifiers = () => ({
  certificates: [trust.qr.certificate, trust.issuing.certificate],
  trustAnchors: trust.trustAnchors,
});

test('R71 a code leads to the page of its certificate and proves its claims offline', () => {
  expect(text).toMatch(/^https:\/\/coo\.example\.gov\.in\/v\/EIC-MUMBAI-2026-0000417-K#\d+$/);
  expect(decodeQr(text)).toMatchObject({ address, claims });
  expect(verifyQr(text, verifiers())).toEqual({ genuine: true, claims });
});

test('digits keep every byte, leading zeros too', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(fromDigits(toDigits(bytes))).toEqual(bytes);
    }),
  );
});

test('one changed character anywhere is found', () => {
  for (let at = 0; at < text.length; at++) {
    const other = text[at] === '7' ? '3' : '7';
    const changed = text.slice(0, at) + other + text.slice(at + 1);
    expect(verifyQr(changed, verifiers()).genuine, `at ${at}`).toBe(false);
  }
});

test('what is no code of ours is unreadable, not an accident', () => {
  for (const other of ['', 'hello', '#', '#0', '#123', `${text}0`, text.replace('#', '#0')]) {
    expect(() => decodeQr(other)).toThrow(QrUnreadable);
    expect(verifyQr(other, verifiers()).genuine).toBe(false);
  }
});

describe('a code is refused when its key', () => {
  test('is not known', () => {
    const report = verifyQr(text, { ...verifiers(), certificates: [trust.issuing.certificate] });
    expect(report).toMatchObject({ genuine: false, claims });
  });

  test('leads to no trusted root', () => {
    const stranger = testCertificate({ name: 'Test Root', kind: 'authority' });
    const report = verifyQr(text, { ...verifiers(), trustAnchors: [stranger.certificate] });
    expect(report).toMatchObject({ genuine: false, reason: expect.stringMatching(/no trusted/) });
  });

  test('was not valid on the day of issue', () => {
    const late = testCertificate({
      name: 'Late QR key',
      kind: 'signer',
      keyType: 'ec',
      issuer: trust.issuing,
      validFrom: '2026-12-01T00:00:00Z',
    });
    const report = verifyQr(encodeQr(claims, address, late), {
      ...verifiers(),
      certificates: [late.certificate, trust.issuing.certificate],
    });
    expect(report).toMatchObject({ genuine: false, reason: expect.stringMatching(/valid from/) });
  });
});

test('codes stay coarse enough to be scanned from paper', () => {
  const exporter = { ...aiftaContent.exporter, name: 'Ñandú Exports '.repeat(9) };
  const item = aiftaContent.items[0];
  if (!item) throw new Error('the sample has an item');
  const fob = (currency: string) => ({ ...item, fob: { amount: '99999999999.99', currency } });
  const sideOf = (agency: string, office: string, host: string, currencies: string[]) => {
    const content = {
      ...aiftaContent,
      number: `${agency}-${office}-2026-0000001-X`,
      agency: { code: agency, name: '' },
      office: { ...aiftaContent.office, code: office },
      exporter,
      items: currencies.map(fob),
    };
    const largest = qrClaims(content, trust.officer.certificate);
    return qrModules(encodeQr(largest, `https://${host}`, trust.qr)).side;
  };
  // Version 17 for the longest codes in use; version 20 for the longest that there may be.
  expect(sideOf('TEXTILES', 'VISAKHAPATNAM', 'coo.dgft.gov.in', ['USD'])).toBeLessThanOrEqual(85);
  const [agency, office] = ['A'.repeat(20), 'B'.repeat(20)];
  const host = `${'h'.repeat(33)}.gov.in`;
  expect(sideOf(agency, office, host, ['USD', 'EUR', 'GBP'])).toBeLessThanOrEqual(97);
  expect(sideOf(agency, office, host, ['USD', 'EUR', 'GBP', 'JPY'])).toBeLessThanOrEqual(97);
  expect(() => qrModules(`${address}/v/1#${'9'.repeat(1800)}`)).toThrow(RangeError);
});
