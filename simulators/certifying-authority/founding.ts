import { generateKeyPair } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { RelativeDistinguishedNames } from 'pkijs';
import { certificateDer, makeCertificate, signingKey } from './certificate.ts';
import { distinguishedName } from './distinguished-name.ts';
import {
  basicConstraints,
  KEY_USAGE,
  keyUsage,
  published,
  timeStampingPurpose,
} from './extensions.ts';

const DAY = 86_400_000;
const SIMULATION = 'eCoO simulators, no legal effect';

/** The three parties, each kept as `<name>.cer` and `<name>.key` in the authority's folder. */
export const PARTIES = ['root', 'ca', 'tsa'] as const;

/** Addresses under which an issuer publishes, given the base of the server. */
export function publishedBy(issuer: 'root' | 'ca', publicUrl: string) {
  return {
    crl: `${publicUrl}/crl/${issuer}.crl`,
    certificate: `${publicUrl}/ca/${issuer}.cer`,
  };
}

/**
 * Makes root, licensed authority and time-stamp authority in `directory`, unless they are there.
 * The folder appears whole or not at all, so two processes may found it at once.
 */
export async function found(directory: string, publicUrl: string): Promise<void> {
  if (await exists(join(directory, 'tsa.cer'))) return;
  await mkdir(dirname(directory), { recursive: true, mode: 0o700 });
  const draft = await mkdtemp(`${directory}-founding-`);
  try {
    await writeParties(draft, publicUrl);
    await rename(draft, directory);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(join(directory, 'tsa.cer')))) throw error;
  }
}

async function writeParties(directory: string, publicUrl: string): Promise<void> {
  const [rootKeys, caKeys, tsaKeys] = await Promise.all(PARTIES.map(() => rsaKeys()));
  if (!rootKeys || !caKeys || !tsaKeys) throw new Error('A key is missing.');

  const rootName = name('CCA India TEST ROOT (simulation)');
  const caName = name('Licensed CA TEST (simulation)');
  const root = { subject: rootName, publicKey: rootKeys.publicKey, key: rootKeys.key };
  const ca = { subject: caName, publicKey: caKeys.publicKey, key: caKeys.key };
  const lifetime = (years: number) => ({
    validFrom: new Date(Date.now() - DAY),
    validTo: new Date(Date.now() + years * 365 * DAY),
  });

  const certificates = {
    root: await makeCertificate(
      {
        ...lifetime(20),
        subject: rootName,
        publicKey: rootKeys.publicKey,
        extensions: [basicConstraints({}), keyUsage(KEY_USAGE.issuing)],
      },
      root,
    ),
    ca: await makeCertificate(
      {
        ...lifetime(10),
        subject: caName,
        publicKey: caKeys.publicKey,
        extensions: [
          basicConstraints({ pathLength: 0 }),
          keyUsage(KEY_USAGE.issuing),
          ...published(publishedBy('root', publicUrl)),
        ],
      },
      root,
    ),
    tsa: await makeCertificate(
      {
        ...lifetime(5),
        subject: name('Time Stamp Authority TEST (simulation)'),
        publicKey: tsaKeys.publicKey,
        extensions: [
          basicConstraints(null),
          keyUsage(KEY_USAGE.digitalSignature),
          timeStampingPurpose(),
          ...published(publishedBy('ca', publicUrl)),
        ],
      },
      ca,
    ),
  };

  const keys = { root: rootKeys.pem, ca: caKeys.pem, tsa: tsaKeys.pem };
  for (const party of PARTIES) {
    await writeFile(join(directory, `${party}.key`), keys[party], { mode: 0o600 });
    await writeFile(join(directory, `${party}.cer`), certificateDer(certificates[party]));
  }
}

function name(commonName: string): RelativeDistinguishedNames {
  return distinguishedName({ commonName, organisation: SIMULATION });
}

async function rsaKeys() {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const pem = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' });
  return { pem, publicKey: Uint8Array.from(publicKey), key: await signingKey(pem) };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
