import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The 32-byte key under which the database's secrets are sealed: `master-key`, base64. */
export async function readMasterKey(secretsDir: string): Promise<Uint8Array> {
  const key = Buffer.from(await readFile(join(secretsDir, 'master-key'), 'utf8'), 'base64');
  if (key.length !== 32) throw new Error('the file master-key must hold 32 bytes in base64');
  return key;
}

/** The key that signs QR codes: `qr-key.pem` (P-256) with `qr-certificate.pem`, issuers behind it. */
export async function readQrKey(
  secretsDir: string,
): Promise<{ privateKey: KeyObject; certificate: Uint8Array }> {
  const privateKey = createPrivateKey(await readFile(join(secretsDir, 'qr-key.pem'), 'utf8'));
  const pem = await readFile(join(secretsDir, 'qr-certificate.pem'), 'utf8');
  const certificate = new X509Certificate(pem);
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new Error('qr-certificate.pem is not the certificate of qr-key.pem');
  }
  return { privateKey, certificate: certificate.raw };
}

/** The certificates in a PEM file, DER each. */
export async function readCertificates(path: string): Promise<Uint8Array[]> {
  const pem = await readFile(path, 'utf8');
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new Error(`${path} holds no certificate`);
  return blocks.map((block) => new X509Certificate(block).raw);
}
