import { describe, expect, test } from 'vitest';
import type { CertificateFacts } from './certificate-facts.ts';
import { matchExporter, readPlaces } from './certificate-match.ts';

const panSha256 = 'ab'.repeat(32);
const firm = { iec: 'AAACS7302F', panSha256, directors: ['Meera Kulkarni', 'Nikhil Deshpande'] };
const places = readPlaces(
  'subject.organizationalUnit, subject.userId, subject.serialNumber=sha256(pan), extension:1.2.3.4',
);

const certificate = (
  name: string,
  ...texts: [place: string, text: string][]
): CertificateFacts => ({
  sha256: '',
  name,
  subject: '',
  issuer: '',
  validFrom: '',
  validTo: '',
  key: 'rsa',
  texts: texts.map(([place, text]) => ({ place, text })),
});
const answer = (facts: CertificateFacts) => {
  const match = matchExporter(facts, firm, places);
  return match.outcome === 'matched' ? [match.place, match.director] : match.code;
};
const unit = 'subject.organizationalUnit';

describe('R15 a certificate that holds the IEC and the name of a listed director', () => {
  test.each([
    [unit, 'AAACS7302F'],
    [unit, ' iec: aaacs7302f '],
    [unit, 'IEC No. AAACS7302F'],
    ['subject.userId', 'AAACS7302F'],
    ['subject.serialNumber', panSha256.toUpperCase()],
    ['extension:1.2.3.4', 'AAACS7302F'],
  ])('is matched by %s, "%s"', (place, text) => {
    const found = place === 'subject.serialNumber' ? `${place}=sha256(pan)` : place;
    expect(answer(certificate('NIKHIL DESHPANDE', [place, text]))).toEqual([
      found,
      'Nikhil Deshpande',
    ]);
  });

  test('is matched whatever else stands in the same place', () => {
    const facts = certificate('Mrs Meera Kulkarni', [unit, 'MANAGEMENT'], [unit, 'AAACS7302F']);
    expect(answer(facts)).toEqual([unit, 'Meera Kulkarni']);
  });
});

describe('R15 a certificate is refused', () => {
  test('without the IEC, or with it where nobody looks', () => {
    for (const [place, text] of [
      [unit, 'EXPORTS'],
      [unit, 'Certificate for AAACS7302F and others'],
      [unit, 'AAACS7302FX'],
      ['subject.title', 'AAACS7302F'],
      ['subject.serialNumber', 'AAACS7302F'],
      [unit, panSha256],
    ] as const) {
      expect(answer(certificate('Meera Kulkarni', [place, text]))).toBe('certificate-without-iec');
    }
    expect(answer(certificate('Meera Kulkarni'))).toBe('certificate-without-iec');
  });

  test('with another IEC, even where a later place holds the right one', () => {
    const other = certificate(
      'Meera Kulkarni',
      [unit, '0388012345'],
      ['subject.userId', 'AAACS7302F'],
      ['subject.serialNumber', panSha256],
    );
    expect(answer(other)).toBe('certificate-of-other-iec');
  });

  test('of somebody who is no director, or of nobody', () => {
    for (const name of ['Kavita Joshi', 'Meera', '', 'Meera Kulkarni Deshpande']) {
      expect(answer(certificate(name, [unit, 'AAACS7302F']))).toBe('certificate-of-no-director');
    }
  });

  test('with words that say what to do', () => {
    const match = matchExporter(certificate('Kavita Joshi', [unit, 'AAACS7302F']), firm, places);
    expect(match).toMatchObject({ reason: expect.stringMatching(/Kavita Joshi.*Modify IEC/) });
  });
});

test.each(['', 'subject', 'subject.organizationalUnit,', 'issuer.commonName', 'extension:x'])(
  'the list of places "%s" is refused',
  (list) => {
    expect(() => readPlaces(list)).toThrow(/is no place in a certificate/);
  },
);
