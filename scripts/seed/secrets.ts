import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type CertifyingAuthority,
  toPem,
  trustAnchorPem,
} from '../../simulators/certifying-authority/authority.ts';
import { issueSealCertificate } from '../../simulators/certifying-authority/issue.ts';
import type { SeedEnv } from './env.ts';

/** Makes the service's secrets once, readable by their owner alone; later runs leave them be. */
export async function makeSecrets(env: SeedEnv, authority: CertifyingAuthority): Promise<void> {
  const secretsDir = env.ECOO_SECRETS_DIR;
  mkdirSync(secretsDir, { recursive: true, mode: 0o700 });
  const write = (name: string, text: string) =>
    writeFileSync(path.join(secretsDir, name), text, { mode: 0o600 });
  const missing = (name: string) => !existsSync(path.join(secretsDir, name));

  if (missing('payload-keys.json')) {
    const keys = { '2026-1': randomBytes(32).toString('base64') };
    write('payload-keys.json', `${JSON.stringify({ current: '2026-1', keys })}\n`);
  }
  if (missing('master-key')) write('master-key', `${randomBytes(32).toString('base64')}\n`);
  if (missing('dgft-webhook-secret')) {
    write('dgft-webhook-secret', `whsec_${randomBytes(24).toString('base64')}\n`);
  }
  if (missing('dgft-client-secret')) {
    write('dgft-client-secret', `${randomBytes(24).toString('base64url')}\n`);
  }
  if (missing('qr-certificate.pem')) {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { certificateDer } = await issueSealCertificate(authority, {
      commonName: 'eCoO QR codes (demonstration)',
      organisation: 'eCoO demonstration',
      publicKey: publicKey.export({ type: 'spki', format: 'der' }),
    });
    write('qr-key.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    write('qr-certificate.pem', toPem(certificateDer) + toPem(authority.intermediate.der));
  }
  writeFileSync(env.TRUST_ANCHORS_FILE, trustAnchorPem(authority));
}

/** Puts what `ecoo verify` goes by into the data folder: roots, QR certificate, revocation lists. */
export async function publishTrust(env: SeedEnv): Promise<void> {
  const folder = path.join(env.ECOO_DATA_DIR, 'trust');
  mkdirSync(folder, { recursive: true });
  copyFileSync(env.TRUST_ANCHORS_FILE, path.join(folder, 'trust.pem'));
  const qrCertificate = 'qr-certificate.pem';
  copyFileSync(path.join(env.ECOO_SECRETS_DIR, qrCertificate), path.join(folder, qrCertificate));
  for (const name of ['root.crl', 'ca.crl']) {
    const answer = await fetch(`${env.CERTIFYING_AUTHORITY_URL}/crl/${name}`);
    if (!answer.ok) throw new Error(`The certifying authority gives no ${name}.`);
    writeFileSync(path.join(folder, name), new Uint8Array(await answer.arrayBuffer()));
  }
}
