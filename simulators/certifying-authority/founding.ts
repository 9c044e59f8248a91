import { createPublicKey, generateKeyPair } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
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
const PARTIES = ['root', 'ca', 'tsa'] as const;
type Party = (typeof PARTIES)[number];

/** Addresses under which an issuer publishes, given the base of the server. */
export function publishedBy(issuer: 'root' | 'ca', publicUrl: string) {
  return {
    crl: `${publicUrl}/crl/${issuer}.crl`,
    certificate: `${publicUrl}/ca/${issuer}.cer`,
  };
}

/**
 * Makes root, licensed authority and time-stamp authority in `directory`, unless they are there.
 * The folder appears whole or not at all, so two processes may found it at once. Where the server
 * has moved to another address since, CA and TSA get certificates that name the new one: lists are
 * looked for where certificates say.
 */
export async function found(directory: string, publicUrl: string): Promise<void> {
  if (await exists(join(directory, 'tsa.cer'))) return follow(directory, publicUrl);
  await mkdir(dirname(directory), { recursive: true, mode: 0o700 });
  const draft = await mkdtemp(`${directory}-founding-`);
  try {
    for (const party of PARTIES) await writeFile(keyFile(draft, party), await newKey(), SECRET);
    await writeRoot(draft);
    await writeAuthorities(draft, publicUrl);
    await rename(draft, directory);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(join(directory, 'tsa.cer')))) throw error;
  }
}

const SECRET = { mode: 0o600 };
const keyFile = (directory: string, party: Party) => join(directory, `${party}.key`);
const addressFile = (directory: string) => join(directory, 'address');

async function follow(directory: string, publicUrl: string): Promise<void> {
  const known = await readFile(addressFile(directory), 'utf8');
  if (known !== publicUrl) await writeAuthorities(directory, publicUrl);
}

const lifetime = (years: number) => ({
  validFrom: new Date(Date.now() - DAY),
  validTo: new Date(Date.now() + years * 365 * DAY),
});

async function writeRoot(directory: string): Promise<void> {
  const root = await readParty(directory, 'root');
  const extensions = [basicConstraints({}), keyUsage(KEY_USAGE.issuing)];
  const certificate = await makeCertificate({ ...lifetime(20), ...root, extensions }, root);
  await writeFile(join(directory, 'root.cer'), certificateDer(certificate));
}

async function writeAuthorities(directory: string, publicUrl: string): Promise<void> {
  const [root, ca, tsa] = await Promise.all([
    readParty(directory, 'root'),
    readParty(directory, 'ca'),
    readParty(directory, 'tsa'),
  ]);
  const caExtensions = [
    basicConstraints({ pathLength: 0 }),
    keyUsage(KEY_USAGE.issuing),
    ...published(publishedBy('root', publicUrl)),
  ];
  const tsaExtensions = [
    basicConstraints(null),
    keyUsage(KEY_USAGE.digitalSignature),
    timeStampingPurpose(),
    ...published(publishedBy('ca', publicUrl)),
  ];
  const certificates = {
    ca: await makeCertificate({ ...lifetime(10), ...ca, extensions: caExtensions }, root),
    tsa: await makeCertificate({ ...lifetime(5), ...tsa, extensions: tsaExtensions }, ca),
  };
  for (const party of ['ca', 'tsa'] as const) {
    await writeFile(join(directory, `${party}.cer`), certificateDer(certificates[party]));
  }
  await writeFile(addressFile(directory), publicUrl);
}

const names = {
  root: 'CCA India TEST ROOT (simulation)',
  ca: 'Licensed CA TEST (simulation)',
  tsa: 'Time Stamp Authority TEST (simulation)',
};

/** A party's name and key, as `makeCertificate` takes subjects and issuers. */
async function readParty(directory: string, party: Party) {
  const pem = await readFile(keyFile(directory, party), 'utf8');
  const publicKey = createPublicKey(pem).export({ format: 'der', type: 'spki' });
  const subject = distinguishedName({ commonName: names[party], organisation: SIMULATION });
  return { subject, publicKey: Uint8Array.from(publicKey), key: await signingKey(pem) };
}

async function newKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
