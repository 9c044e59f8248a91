import { createHash, type KeyObject, sign, verify, X509Certificate } from 'node:crypto';
import { canonicalJson } from '../../domain/certificate/canonical.ts';
import { type ReportFile, reportFiles } from './report.ts';

/** The installation's own key: ES256 on P-256, and its X.509 certificate, DER. */
export type SealingKey = { privateKey: KeyObject; certificate: Uint8Array };

/** What a seal is over: which batch, of which export, and the SHA-256 (hex) of each file. */
export type Sealed = {
  batch: string;
  exportSha256: string;
  madeAt: string;
  files: Record<ReportFile, string>;
};

/** Names what is signed, so that the signature can stand for nothing else that the key signs. */
const type = 'ecoo-migration-report+jws';

const part = (value: unknown) => Buffer.from(canonicalJson(value)).toString('base64url');
const thumbprint = (certificate: Uint8Array) =>
  createHash('sha256').update(certificate).digest('base64url');

/** One signature over all files of a report: a JWS (RFC 7515) in compact form, ES256. */
export function sealReport(sealed: Sealed, { privateKey, certificate }: SealingKey): string {
  const header = { alg: 'ES256', typ: type, 'x5t#S256': thumbprint(certificate) };
  const input = `${part(header)}.${part(sealed)}`;
  const signature = sign('sha256', Buffer.from(input), {
    key: privateKey,
    dsaEncoding: 'ieee-p1363',
  });
  return `${input}.${signature.toString('base64url')}`;
}

/** What a seal says, when one of these certificates (DER) made it; null for anything else. */
export function readSeal(seal: string, certificates: readonly Uint8Array[]): Sealed | null {
  const [head = '', payload = '', signature = '', ...rest] = seal.split('.');
  if (rest.length > 0) return null;
  try {
    const header = JSON.parse(Buffer.from(head, 'base64url').toString('utf8'));
    const own = certificates.find((one) => thumbprint(one) === header['x5t#S256']);
    if (header.alg !== 'ES256' || header.typ !== type || !own) return null;
    const holds = verify(
      'sha256',
      Buffer.from(`${head}.${payload}`),
      { key: new X509Certificate(own).publicKey, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
    return holds ? JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) : null;
  } catch {
    return null;
  }
}

/** The hashes that a seal names, of the files as they are. */
export const hashesOf = (files: Record<ReportFile, Uint8Array>): Record<ReportFile, string> =>
  Object.fromEntries(
    reportFiles.map((name) => [name, createHash('sha256').update(files[name]).digest('hex')]),
  ) as Record<ReportFile, string>;
