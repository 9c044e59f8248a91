import { generateKeyPair } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import forge from 'node-forge';

/** The holder's certificate (DER) kept beside a PKCS#12 file; null where there is no file yet. */
export async function readPkcs12Certificate(path: string): Promise<Uint8Array | null> {
  return readFile(`${path}.cer`).then(
    (der) => Uint8Array.from(der),
    () => null,
  );
}

/**
 * Makes a key, has it certified by `certify` (SubjectPublicKeyInfo in, certificates out) and keeps
 * all in a PKCS#12 file that the PIN opens, readable by its owner alone.
 */
export async function writePkcs12<
  Issued extends { certificateDer: Uint8Array; chain: Uint8Array[] },
>(path: string, pin: string, certify: (publicKey: Uint8Array) => Promise<Issued>): Promise<Issued> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' });
  const issued = await certify(Uint8Array.from(publicKey));
  const pem = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const file = forge.pkcs12.toPkcs12Asn1(
    forge.pki.privateKeyFromPem(pem),
    [issued.certificateDer, ...issued.chain].map(forgeCertificate),
    pin,
    { algorithm: 'aes256' },
  );
  const bytes = Buffer.from(forge.asn1.toDer(file).getBytes(), 'binary');
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(`${path}.draft`, bytes, { mode: 0o600 });
  await rename(`${path}.draft`, path);
  await writeFile(`${path}.cer`, issued.certificateDer);
  return issued;
}

function forgeCertificate(der: Uint8Array): forge.pki.Certificate {
  const bytes = forge.util.createBuffer(Buffer.from(der).toString('binary'));
  return forge.pki.certificateFromAsn1(forge.asn1.fromDer(bytes));
}
