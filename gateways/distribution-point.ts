import { Certificate, CRLDistributionPoints, GeneralName } from 'pkijs';

const CRL_DISTRIBUTION_POINTS = '2.5.29.31';

/**
 * The first HTTP address at which the certificate's issuer publishes its revocation list; null where
 * the certificate names none. A self-signed one needs none and has `selfSigned` set.
 * Throws where the bytes are not a certificate.
 */
export function distributionPoint(der: Uint8Array): { url: string | null; selfSigned: boolean } {
  const certificate = Certificate.fromBER(Uint8Array.from(der));
  const selfSigned = certificate.subject.isEqual(certificate.issuer);
  const found = certificate.extensions?.find((one) => one.extnID === CRL_DISTRIBUTION_POINTS);
  const points = found?.parsedValue;
  if (!(points instanceof CRLDistributionPoints)) return { url: null, selfSigned };
  const url = points.distributionPoints
    .flatMap((point) => (Array.isArray(point.distributionPoint) ? point.distributionPoint : []))
    .filter((name) => name instanceof GeneralName && name.type === 6)
    .map((name) => String(name.value))
    .find((address) => /^https?:\/\//.test(address));
  return { url: url ?? null, selfSigned };
}
