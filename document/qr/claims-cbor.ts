import { decode, encode } from 'cbor2';
import type { QrClaims } from './claims.ts';

/** Integer keys keep the code small. 1 and 2 are CWT's issuer and subject (RFC 8392). */
const keys = { issuer: 1, subject: 2, certificate: -65_537 } as const;

/** Keys inside the private claim. Only ever add: printed codes live for years. */
const parts = {
  scheme: 1,
  agency: 2,
  office: 3,
  issuedOn: 4,
  validUntil: 5,
  exporter: 6,
  consigneeCountry: 7,
  firstHs: 8,
  itemCount: 9,
  fob: 10,
  contentSha256: 11,
  signer: 12,
} as const;

const dayMs = 86_400_000;
const days = (date: string) => Date.parse(date) / dayMs;
const date = (count: number) => new Date(count * dayMs).toISOString().slice(0, 10);

/** A CWT claims set; dates are days since 1970-01-01. */
export function encodeClaims(claims: QrClaims, issuer: string): Uint8Array {
  const certificate = new Map<number, unknown>([
    [parts.scheme, claims.scheme],
    [parts.agency, claims.agency],
    [parts.office, claims.office],
    [parts.issuedOn, days(claims.issuedOn)],
    [parts.validUntil, claims.validUntil && days(claims.validUntil)],
    [parts.exporter, claims.exporter],
    [parts.consigneeCountry, claims.consigneeCountry],
    [parts.firstHs, claims.firstHs],
    [parts.itemCount, claims.itemCount],
    [parts.fob, claims.fob.map(({ amount, currency }) => [amount, currency])],
    // cbor2 writes a Node Buffer as something else than a byte string.
    [parts.contentSha256, new Uint8Array(claims.contentSha256)],
    [parts.signer, new Uint8Array(Buffer.from(claims.signer, 'hex'))],
  ]);
  return encode(
    new Map<number, unknown>([
      [keys.issuer, issuer],
      [keys.subject, claims.number],
      [keys.certificate, certificate],
    ]),
  );
}

/** Reads a claims set. Throws on anything that `encodeClaims` would not have written. */
export function decodeClaims(payload: Uint8Array): { issuer: string; claims: QrClaims } {
  const set = decode<unknown>(payload, { preferMap: true });
  const certificate = member(set, keys.certificate);
  const part = (name: keyof typeof parts) => member(certificate, parts[name]);
  const fob = part('fob');
  const hash = bytes(part('contentSha256'));
  if (!Array.isArray(fob)) throw new TypeError('a claim is missing');
  const validUntil = part('validUntil');
  const claims: QrClaims = {
    number: text(member(set, keys.subject)),
    scheme: text(part('scheme')),
    agency: text(part('agency')),
    office: text(part('office')),
    issuedOn: date(count(part('issuedOn'))),
    validUntil: validUntil === null ? null : date(count(validUntil)),
    exporter: text(part('exporter')),
    consigneeCountry: text(part('consigneeCountry')),
    firstHs: text(part('firstHs')),
    itemCount: count(part('itemCount')),
    fob: fob.map((entry: unknown[]) => ({ amount: text(entry[0]), currency: text(entry[1]) })),
    contentSha256: hash,
    signer: Buffer.from(bytes(part('signer'))).toString('hex'),
  };
  return { issuer: text(member(set, keys.issuer)), claims };
}

function member(map: unknown, key: number): unknown {
  if (!(map instanceof Map)) throw new TypeError('a map of claims was expected');
  return map.get(key);
}

function bytes(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new TypeError('a claim is not bytes');
  return new Uint8Array(value);
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('a claim is not text');
  return value;
}

function count(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw new TypeError('a claim is no number');
  return value;
}
