import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Certificate } from 'pkijs';
import { type Issuer, signingKey } from './certificate.ts';
import { found } from './founding.ts';

/** The simulated authorities, ready to issue; open one per process. */
export interface CertifyingAuthority {
  /** Holds keys, certificates, `issued/<serial>.cer` and `revoked/<serial>.json`. */
  directory: string;
  /** Base address that new certificates name for lists and issuer certificates, no slash at the end. */
  publicUrl: string;
  root: Issuer;
  intermediate: Issuer;
  timeStamper: Issuer;
}

/**
 * Opens the authorities kept under `<dataDir>/certifying-authority`, founding them the first time.
 * Safe to call from several processes at once; what one issues or revokes, the others see.
 */
export async function openCertifyingAuthority(options: {
  dataDir: string;
  publicUrl: string;
}): Promise<CertifyingAuthority> {
  const directory = join(options.dataDir, 'certifying-authority');
  await found(directory, options.publicUrl);
  await mkdir(join(directory, 'issued'), { recursive: true });
  await mkdir(join(directory, 'revoked'), { recursive: true });
  const [root, intermediate, timeStamper] = await Promise.all([
    readIssuer(directory, 'root'),
    readIssuer(directory, 'ca'),
    readIssuer(directory, 'tsa'),
  ]);
  return { directory, publicUrl: options.publicUrl, root, intermediate, timeStamper };
}

/** What a relying party must be given to recognise certificates of these authorities: the root as PEM. */
export function trustAnchorPem(authority: CertifyingAuthority): string {
  return toPem(authority.root.der);
}

/** A certificate in DER as PEM text. */
export function toPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

async function readIssuer(directory: string, party: string): Promise<Issuer> {
  const [der, pem] = await Promise.all([
    readFile(join(directory, `${party}.cer`)),
    readFile(join(directory, `${party}.key`), 'utf8'),
  ]);
  return {
    certificate: Certificate.fromBER(Uint8Array.from(der)),
    der: Uint8Array.from(der),
    key: await signingKey(pem),
  };
}
