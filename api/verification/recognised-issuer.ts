import { X509Certificate } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import {
  type CertificateRow,
  type IssuerRecord,
  readIssuers,
} from '../../db/queries/certificate/verification.ts';

const keptMs = 60_000;
const mostKept = 5_000;

type Issuer = { accountId: string; validFrom: Date; validTo: Date };

/** The certificates of a PEM text. */
export function certificatesIn(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

const issuedBy = (child: X509Certificate, parent: X509Certificate) =>
  child.checkIssued(parent) && child.verify(parent.publicKey);

/** Whether each certificate is signed by the next, and the last by a trusted root (or is one). */
function leadsTo(anchors: X509Certificate[], chain: X509Certificate[]): boolean {
  return chain.every((child, index) => {
    const parent = chain[index + 1];
    if (parent) return issuedBy(child, parent);
    return anchors.some((anchor) => anchor.raw.equals(child.raw) || issuedBy(child, anchor));
  });
}

/**
 * Answers whether certificates of origin were each signed with a certificate registered for its
 * officer that leads to a trusted root and was valid on that day. Officers are few and certificates
 * many, so what is known of an officer is kept for a minute.
 */
export function recogniseIssuers(database: Database, trustAnchors: string) {
  const anchors = certificatesIn(trustAnchors);
  const known = new Map<string, { issuer: Issuer | null; until: number }>();

  function judged(record: IssuerRecord): Issuer | null {
    const chain = [record.certificate, ...record.chain].map(
      (der) => new X509Certificate(Buffer.from(der, 'base64')),
    );
    const [own] = chain;
    if (!own || !leadsTo(anchors, chain)) return null;
    return {
      accountId: record.accountId,
      validFrom: new Date(own.validFrom),
      validTo: new Date(own.validTo),
    };
  }

  async function learn(sha256s: string[]): Promise<[string, Issuer | null][]> {
    const records = await readIssuers(database, sha256s);
    if (known.size + sha256s.length > mostKept) known.clear();
    const until = Date.now() + keptMs;
    return sha256s.map((sha256) => {
      const record = records.find((one) => one.sha256 === sha256);
      const issuer = record ? judged(record) : null;
      known.set(sha256, { issuer, until });
      return [sha256, issuer];
    });
  }

  async function issuersOf(sha256s: Set<string>): Promise<Map<string, Issuer | null>> {
    const issuers = new Map<string, Issuer | null>();
    for (const sha256 of sha256s) {
      const kept = known.get(sha256);
      if (kept && kept.until > Date.now()) issuers.set(sha256, kept.issuer);
    }
    const missing = [...sha256s].filter((sha256) => !issuers.has(sha256));
    if (missing.length === 0) return issuers;
    return new Map([...issuers, ...(await learn(missing))]);
  }

  /** One answer for each row, in their order. */
  return async (rows: CertificateRow[]): Promise<boolean[]> => {
    const issuers = await issuersOf(new Set(rows.map((row) => row.officerCertificateSha256)));
    return rows.map(({ officerCertificateSha256, officerId, signedAt }) => {
      const issuer = issuers.get(officerCertificateSha256) ?? null;
      return (
        issuer !== null &&
        issuer.accountId === officerId &&
        issuer.validFrom <= signedAt &&
        signedAt <= issuer.validTo
      );
    });
  };
}
