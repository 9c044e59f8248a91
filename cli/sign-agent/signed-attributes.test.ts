import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { refuseAttributes } from './signed-attributes.ts';

const certificate = generateKeyPairSync('ed25519').publicKey.export({
  format: 'der',
  type: 'spki',
});
const digest = randomBytes(32);

const tlv = (tag: number, ...parts: Uint8Array[]) => {
  const content = Buffer.concat(parts);
  const length = content.length < 128 ? [content.length] : [0x81, content.length];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};
const oid = (hex: string) => tlv(0x06, Buffer.from(hex, 'hex'));
const attribute = (type: Uint8Array, ...values: Uint8Array[]) =>
  tlv(0x30, type, tlv(0x31, ...values));
const setOf = (...attributes: Uint8Array[]) => tlv(0x31, ...attributes);

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const signingCertificate = (...essCertId: Uint8Array[]) =>
  attribute(oid('2a864886f70d010910022f'), tlv(0x30, tlv(0x30, tlv(0x30, ...essCertId))));

const contentType = attribute(oid('2a864886f70d010903'), oid('2a864886f70d010701'));
const messageDigest = attribute(oid('2a864886f70d010904'), tlv(0x04, digest));
const named = signingCertificate(tlv(0x04, sha256(certificate)));
const good = setOf(contentType, messageDigest, named);

const verdict = (der: Uint8Array) => refuseAttributes(der, digest, certificate)?.code ?? 'signed';

test('the attributes of this document for this certificate are signed', () => {
  expect(verdict(good)).toBe('signed');
  const explicit = tlv(0x30, oid('608648016503040201'));
  const withAlgorithm = signingCertificate(explicit, tlv(0x04, sha256(certificate)));
  expect(verdict(setOf(contentType, messageDigest, withAlgorithm))).toBe('signed');
});

test('no change of a single bit is signed', () => {
  for (let bit = 0; bit < good.length * 8; bit++) {
    const changed = Buffer.from(good);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect([bit, verdict(changed)]).not.toEqual([bit, 'signed']);
  }
});

test('nothing cut short and nothing appended is signed', () => {
  for (let length = 0; length < good.length; length++)
    expect(verdict(good.subarray(0, length))).toBe('not-signed-attributes');
  expect(verdict(Buffer.concat([good, Buffer.of(0)]))).toBe('not-signed-attributes');
});

describe('what a token must not be lured into signing', () => {
  const login = Buffer.from('GET / please authenticate as Asha Rao');
  const sha1 = tlv(0x30, oid('2b0e03021a'));
  const refused: [string, Uint8Array, string][] = [
    ['other bytes', login, 'not-signed-attributes'],
    ['a bare digest', tlv(0x04, digest), 'not-signed-attributes'],
    [
      'the SEQUENCE of a certificate',
      tlv(0x30, contentType, messageDigest),
      'not-signed-attributes',
    ],
    [
      'attributes as they are embedded',
      tlv(0xa0, contentType, messageDigest, named),
      'not-signed-attributes',
    ],
    [
      'another attribute beside',
      setOf(
        contentType,
        attribute(oid('2a864886f70d010905'), tlv(0x17, Buffer.from('261122120000Z'))),
        messageDigest,
        named,
      ),
      'not-signed-attributes',
    ],
    [
      'one attribute twice',
      setOf(contentType, messageDigest, messageDigest, named),
      'not-signed-attributes',
    ],
    [
      'two digests in one',
      setOf(
        contentType,
        attribute(oid('2a864886f70d010904'), tlv(0x04, digest), tlv(0x04, randomBytes(32))),
        named,
      ),
      'not-signed-attributes',
    ],
    [
      'another content type',
      setOf(attribute(oid('2a864886f70d010903'), oid('2a864886f70d010702')), messageDigest, named),
      'not-signed-attributes',
    ],
    [
      'another document',
      setOf(contentType, attribute(oid('2a864886f70d010904'), tlv(0x04, randomBytes(32))), named),
      'digest-mismatch',
    ],
    ['no digest', setOf(contentType, named), 'digest-mismatch'],
    [
      'another certificate',
      setOf(contentType, messageDigest, signingCertificate(tlv(0x04, randomBytes(32)))),
      'other-certificate',
    ],
    ['no certificate', setOf(contentType, messageDigest), 'other-certificate'],
    [
      'a hash by SHA-1',
      setOf(contentType, messageDigest, signingCertificate(sha1, tlv(0x04, sha256(certificate)))),
      'other-certificate',
    ],
  ];

  test.each(refused)('%s', (_, der, code) => {
    expect(verdict(der)).toBe(code);
  });
});
