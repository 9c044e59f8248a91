import { Certificate, CRLDistributionPoints, GeneralName } from 'pkijs';

const CRL_DISTRIBUTION_POINTS = '2.5.29.31';

/** Where a certificate's revocation list is; see `distributionPoint`. */
export type DistributionPoint = { url: string | null; selfSigned: boolean };

/** Enough for every officer and authority of the country at once. */
const mostKept = 2000;
const kept = new Map<string, DistributionPoint>();

/**
 * The first HTTP address at which the certificate's issuer publishes its revocation list; null where
 * the certificate names none. A self-signed one needs none and has `selfSigned` set. The same few
 * certificates are asked about for every signature, so each is read once.
 * Throws where the bytes are not a certificate.
 */
export function distributionPoint(der: Uint8Array): DistributionPoint {
  const key = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('latin1');
  const known = kept.get(key);
  if (known) return known;
  const point = readDistributionPoint(der);
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, point);
  return point;
}

function readDistributionPoint(der: Uint8Array): DistributionPoint {
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
