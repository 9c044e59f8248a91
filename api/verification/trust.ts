import { listIssuerChains } from '../../db/queries/certificate/verification.ts';
import type { Trust } from '../../document/verify.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { problem } from '../problem/problem.ts';
import { certificatesIn } from './recognised-issuer.ts';

const derOf = (pem: string): Uint8Array[] =>
  certificatesIn(pem).map(({ raw }) => Uint8Array.from(raw));

/** Every list that a signature of ours may be checked against, DER. Throws `temporarily-unavailable`. */
export async function currentLists({
  database,
  revocation,
}: ApiDependencies): Promise<Uint8Array[]> {
  const chains = await listIssuerChains(database);
  const certificates = chains.flat().map((der) => Buffer.from(der, 'base64'));
  try {
    return await revocation.listsFor(certificates);
  } catch {
    throw problem('temporarily-unavailable', 'A revocation list cannot be fetched just now.', {
      retryAfterSeconds: 30,
    });
  }
}

/** What codes of QR codes are checked by. */
export const codeTrust = ({ qrCertificates, trustAnchors }: ApiDependencies) => ({
  certificates: derOf(qrCertificates),
  trustAnchors: derOf(trustAnchors),
});

/** What a whole file is checked by, now. Throws `temporarily-unavailable`. */
export async function fileTrust(api: ApiDependencies): Promise<Trust> {
  const { certificates: qrCertificates, trustAnchors } = codeTrust(api);
  const crls = await currentLists(api);
  return { trustAnchors, qrCertificates, crls, at: new Date().toISOString() };
}
