import { createHash } from 'node:crypto';
import { type BaseBlock, BitString, OctetString } from 'asn1js';
import {
  AccessDescription,
  AuthorityKeyIdentifier,
  BasicConstraints,
  CRLDistributionPoints,
  DistributionPoint,
  Extension,
  ExtKeyUsage,
  GeneralName,
  InfoAccess,
  type PublicKeyInfo,
} from 'pkijs';

const URI = 6;

/** Bits of RFC 5280 keyUsage as they stand in the first byte, with the unused bits that DER drops. */
export const KEY_USAGE = {
  issuing: { bits: 0x06, unused: 1 },
  signing: { bits: 0xc0, unused: 6 },
  digitalSignature: { bits: 0x80, unused: 7 },
} as const;

/** Where relying parties find the issuer's certificate and revocation list. */
export interface IssuerAddresses {
  crl: string;
  certificate: string;
}

/** Says whether the holder may issue certificates, and how many levels may follow. */
export function basicConstraints(authority: { pathLength?: number } | null): Extension {
  const value =
    authority === null
      ? new BasicConstraints({ cA: false })
      : new BasicConstraints({
          cA: true,
          ...(authority.pathLength === undefined
            ? {}
            : { pathLenConstraint: authority.pathLength }),
        });
  return extension('2.5.29.19', true, value.toSchema());
}

/** The acts the key may be used for; critical, as RFC 5280 asks. */
export function keyUsage(usage: { bits: number; unused: number }): Extension {
  const value = new BitString({
    valueHex: Uint8Array.of(usage.bits).buffer,
    unusedBits: usage.unused,
  });
  return extension('2.5.29.15', true, value);
}

/** RFC 3161 2.3: a time-stamping certificate has this purpose alone, and critical. */
export function timeStampingPurpose(): Extension {
  const value = new ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.8'] });
  return extension('2.5.29.37', true, value.toSchema());
}

/** Names the subject's key by the SHA-1 of its bits (RFC 5280 4.2.1.2, method 1). */
export function subjectKeyIdentifier(key: PublicKeyInfo): Extension {
  return extension('2.5.29.14', false, new OctetString({ valueHex: keyIdentifier(key) }));
}

/** Names the issuer's key, so that a chain is found without trying every certificate. */
export function authorityKeyIdentifier(key: PublicKeyInfo): Extension {
  const value = new AuthorityKeyIdentifier({
    keyIdentifier: new OctetString({ valueHex: keyIdentifier(key) }),
  });
  return extension('2.5.29.35', false, value.toSchema());
}

/** Tells where the issuer's revocation list and certificate are published. */
export function published(addresses: IssuerAddresses): Extension[] {
  const points = new CRLDistributionPoints({
    distributionPoints: [
      new DistributionPoint({
        distributionPoint: [new GeneralName({ type: URI, value: addresses.crl })],
      }),
    ],
  });
  const access = new InfoAccess({
    accessDescriptions: [
      new AccessDescription({
        accessMethod: '1.3.6.1.5.5.7.48.2',
        accessLocation: new GeneralName({ type: URI, value: addresses.certificate }),
      }),
    ],
  });
  return [
    extension('2.5.29.31', false, points.toSchema()),
    extension('1.3.6.1.5.5.7.1.1', false, access.toSchema()),
  ];
}

export function extension(extnID: string, critical: boolean, value: BaseBlock): Extension {
  return new Extension({ extnID, critical, extnValue: value.toBER() });
}

function keyIdentifier(key: PublicKeyInfo): ArrayBuffer {
  const digest = createHash('sha1').update(key.subjectPublicKey.valueBlock.valueHexView).digest();
  return Uint8Array.from(digest).buffer;
}
