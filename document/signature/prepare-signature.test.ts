import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { UnreadablePdf } from '../pdf/pdf-reader.ts';
import { builtCertificate } from '../testing/issued-certificate.ts';
import { aiftaContent } from '../testing/sample-content.ts';
import { makeTestTrust, type TestTrust } from '../testing/test-trust.ts';
import { embedSignature } from './embed-signature.ts';
import { findHole } from './placeholder.ts';
import { prepareSignature } from './prepare-signature.ts';

let trust: TestTrust;
let pdf: Uint8Array;
const wanted = () => ({
  certificate: trust.officer.certificate,
  name: 'अंजलि Deshpande',
  reason: 'Certificate of origin (EIC)',
  location: 'Mumbai',
  signingTime: '2026-11-22T07:15:00.000Z',
});

beforeAll(async () => {
  trust = makeTestTrust();
  pdf = (await builtCertificate(aiftaContent, trust)).pdf;
});

test('a signature is prepared behind the document, whose own bytes stay as they are', () => {
  const { prepared } = prepareSignature(pdf, wanted());
  expect(Buffer.compare(prepared.subarray(0, pdf.length), pdf)).toBe(0);
});

test('the digest is that of everything but the hole, and the same each time', () => {
  const { prepared, documentDigest, signedAttributes } = prepareSignature(pdf, wanted());
  const hole = findHole(prepared);
  if (!hole) throw new Error('there is a hole');
  const hash = createHash('sha256')
    .update(prepared.subarray(0, hole.start - 1))
    .update(prepared.subarray(hole.end + 1));
  expect(Buffer.from(documentDigest)).toEqual(hash.digest());
  expect(signedAttributes[0]).toBe(0x31);
  expect(prepareSignature(pdf, wanted())).toEqual({ prepared, documentDigest, signedAttributes });
});

test('a document is prepared once only', () => {
  const { prepared } = prepareSignature(pdf, wanted());
  expect(() => prepareSignature(prepared, wanted())).toThrow(UnreadablePdf);
  expect(() => prepareSignature(Buffer.from('%PDF-1.7 nothing'), wanted())).toThrow(UnreadablePdf);
});

test('a signature goes only into a prepared document, and only where it has room', async () => {
  const { prepared, signedAttributes } = prepareSignature(pdf, wanted());
  const signature = {
    signedAttributes,
    signature: new Uint8Array(256),
    certificates: [trust.officer.certificate],
    timeStamp: async () => Buffer.from('30820000', 'hex'),
  };
  await expect(embedSignature(pdf, signature)).rejects.toThrow(UnreadablePdf);
  const endless = async () => Buffer.concat([Buffer.from('30825000', 'hex'), Buffer.alloc(0x5000)]);
  await expect(embedSignature(prepared, { ...signature, timeStamp: endless })).rejects.toThrow(
    /bytes of 16384/,
  );
});
