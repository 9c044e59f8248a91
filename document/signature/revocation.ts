import { createHash, verify } from 'node:crypto';
import { CertificateRevocationList } from 'pkijs';
import { certificateParts, subjectName } from './certificate.ts';
import { same } from './der.ts';
import { x509 } from './x509.ts';

/** A revocation list that its issuer signed, read once. */
type RevocationList = {
  issuer: Uint8Array;
  signed: Uint8Array;
  signature: Uint8Array;
  thisUpdate: Date;
  nextUpdate: Date | null;
  /** By serial number in hexadecimal. */
  revoked: Map<string, Date>;
};

export type RevocationAnswer = { holds: boolean; detail: string };

/** `unknown`: a list is missing, not signed by the issuer, or not current at that instant. */
export type RevocationStatus = { status: 'good' | 'revoked' | 'unknown'; detail: string };

/**
 * Whether no certificate of the path (leaf first, anchor last) was revoked at that instant. Unknown
 * is a no: who cannot know must not accept.
 */
export function checkRevocation(
  path: readonly Uint8Array[],
  crls: readonly Uint8Array[],
  at: string,
): RevocationAnswer {
  const { status, detail } = revocationStatus(path, crls, at);
  return { holds: status === 'good', detail };
}

/** `checkRevocation`, telling a revoked certificate from one of which nothing is known. */
export function revocationStatus(
  path: readonly Uint8Array[],
  crls: readonly Uint8Array[],
  at: string,
): RevocationStatus {
  const lists = crls.map(readList);
  const instant = new Date(at);
  let oldest: Date | null = null;
  for (const [index, certificate] of path.slice(0, -1).entries()) {
    const issuer = path[index + 1] ?? certificate;
    const name = subjectName(certificate);
    const list = lists
      .filter((one) => one !== null)
      .filter((one) => isCurrent(one, instant) && isSignedBy(one, issuer))
      .sort((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime())[0];
    if (!list) {
      const detail = `no current revocation list of the issuer of "${name}" is known`;
      return { status: 'unknown', detail };
    }
    const serial = Buffer.from(certificateParts(certificate).serial.content).toString('hex');
    const revokedAt = list.revoked.get(serial);
    if (revokedAt && revokedAt <= instant) {
      return { status: 'revoked', detail: `"${name}" was revoked on ${revokedAt.toISOString()}` };
    }
    if (!oldest || list.thisUpdate < oldest) oldest = list.thisUpdate;
  }
  const since = oldest ? `, by lists of ${oldest.toISOString()} or later` : '';
  return { status: 'good', detail: `not revoked at ${at}${since}` };
}

/** A later list knows more than one of the day; only one that ended before the instant is stale. */
function isCurrent(list: RevocationList, instant: Date): boolean {
  return list.nextUpdate !== null && list.nextUpdate >= instant;
}

function isSignedBy(list: RevocationList, issuer: Uint8Array): boolean {
  if (!same(list.issuer, certificateParts(issuer).subject.bytes)) return false;
  const key = x509(issuer).publicKey;
  // Other kinds of keys are not asked with these digests: node:crypto would throw.
  if (key.asymmetricKeyType !== 'rsa' && key.asymmetricKeyType !== 'ec') return false;
  return (['sha256', 'sha384', 'sha512'] as const).some((hash) =>
    verify(hash, list.signed, key, list.signature),
  );
}

const remembered = new Map<string, RevocationList | null>();

function readList(der: Uint8Array): RevocationList | null {
  const key = createHash('sha256').update(der).digest('hex');
  const known = remembered.get(key);
  if (known !== undefined) return known;
  if (remembered.size > 100) remembered.clear();
  const list = parse(der);
  remembered.set(key, list);
  return list;
}

function parse(der: Uint8Array): RevocationList | null {
  try {
    const list = CertificateRevocationList.fromBER(Uint8Array.from(der));
    return {
      issuer: new Uint8Array(list.issuer.toSchema().toBER()),
      signed: list.tbsView,
      signature: list.signatureValue.valueBlock.valueHexView,
      thisUpdate: list.thisUpdate.value,
      nextUpdate: list.nextUpdate?.value ?? null,
      revoked: new Map(
        list.revokedCertificates?.map(({ userCertificate, revocationDate }) => [
          Buffer.from(userCertificate.valueBlock.valueHexView).toString('hex'),
          revocationDate.value,
        ]),
      ),
    };
  } catch {
    return null;
  }
}
