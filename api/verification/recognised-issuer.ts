import { X509Certificate } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import { type CertificateRow, readIssuer } from '../../db/queries/certificate/verification.ts';

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
 * Answers whether a certificate of origin was signed with a certificate registered for its officer
 * that leads to a trusted root and was valid on that day. Officers are few and certificates many,
 * so what is known of an officer is kept for a minute.
 */
export function recogniseIssuers(database: Database, trustAnchors: string) {
  const anchors = certificatesIn(trustAnchors);
  const known = new Map<string, { issuer: Issuer | null; until: number }>();

  async function look(sha256: string): Promise<Issuer | null> {
    const record = await readIssuer(database, sha256);
    if (!record) return null;
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

  async function issuerOf(sha256: string): Promise<Issuer | null> {
    const kept = known.get(sha256);
    if (kept && kept.until > Date.now()) return kept.issuer;
    const issuer = await look(sha256);
    if (known.size >= mostKept) known.clear();
    known.set(sha256, { issuer, until: Date.now() + keptMs });
    return issuer;
  }

  return async (row: CertificateRow): Promise<boolean> => {
    const issuer = await issuerOf(row.officerCertificateSha256);
    return (
      issuer !== null &&
      issuer.accountId === row.officerId &&
      issuer.validFrom <= row.issuedAt &&
      row.issuedAt <= issuer.validTo
    );
  };
}
