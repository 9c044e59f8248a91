import { expect, test } from 'vitest';
import { testCertificate } from '../testing/test-authority.ts';
import { certificateParts, subjectName } from './certificate.ts';
import { elements, encode, NotDer, only, sequence, tags } from './der.ts';

const { certificate } = testCertificate({ name: 'Anjali Deshpande', kind: 'signer' });
const [body, algorithm, signature] = elements(only(certificate, tags.sequence).content);
if (!body || !algorithm || !signature) throw new Error('a certificate has three parts');

test('a certificate says whose it is', () => {
  expect(subjectName(certificate)).toBe('Anjali Deshpande');
  expect(certificateParts(certificate).extensions).toHaveLength(1);
});

test('bytes that no signature covers have one spelling only', () => {
  const otherAlgorithm = Uint8Array.from(algorithm.bytes);
  otherAlgorithm[otherAlgorithm.length - 3] = 12;
  const shifted = encode(tags.bitString, Uint8Array.of(1), signature.content.subarray(1));
  for (const spelling of [
    sequence(body.bytes, otherAlgorithm, signature.bytes),
    sequence(body.bytes, algorithm.bytes, shifted),
    sequence(body.bytes, algorithm.bytes, signature.bytes, sequence()),
  ]) {
    expect(() => certificateParts(spelling)).toThrow(NotDer);
  }
});
