import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

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

/**
 * What DGFT signs its notices with: `dgft-webhook-secret`, one secret by the Standard Webhooks
 * convention (`whsec_` and base64), or two on two lines while one takes the other's place.
 */
export async function readDgftNoticeSecrets(secretsDir: string): Promise<Uint8Array[]> {
  const text = await readFile(join(secretsDir, 'dgft-webhook-secret'), 'utf8');
  const secrets = text.trim().split(/\s+/);
  const isSound = (one: string) => /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(one);
  if (!secrets.every(isSound)) {
    throw new Error('dgft-webhook-secret must hold whsec_ and at least 24 bytes in base64');
  }
  return secrets.map((one) => Buffer.from(one.slice('whsec_'.length), 'base64'));
}

/** By what this service identifies itself to DGFT's sign-in: `dgft-client-secret`. */
export async function readDgftClientSecret(secretsDir: string): Promise<string> {
  const secret = (await readFile(join(secretsDir, 'dgft-client-secret'), 'utf8')).trim();
  if (secret.length < 16) throw new Error('the file dgft-client-secret must hold a secret');
  return secret;
}

/** The certificates in a PEM file, DER each. */
export async function readCertificates(path: string): Promise<Uint8Array[]> {
  const pem = await readFile(path, 'utf8');
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new Error(`${path} holds no certificate`);
  return blocks.map((block) => new X509Certificate(block).raw);
}
