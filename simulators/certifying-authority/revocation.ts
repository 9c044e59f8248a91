import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Enumerated, Integer } from 'asn1js';
import { CertificateRevocationList, Extensions, RevokedCertificate, Time } from 'pkijs';
import type { CertifyingAuthority } from './authority.ts';
import type { Issuer } from './certificate.ts';
import { engine } from './engine.ts';
import { authorityKeyIdentifier, extension } from './extensions.ts';

/** A list is good for a day; it is renewed long before, see `server.ts`. */
const LIST_LIFETIME = 24 * 60 * 60 * 1000;

/** Reasons of RFC 5280 5.3.1 that a holder or an authority gives here. */
const REASON = { unspecified: 0, keyCompromise: 1, affiliationChanged: 3, superseded: 4 } as const;

interface Revocation {
  serial: string;
  revokedAt: string;
  reason: keyof typeof REASON;
}

/**
 * Revokes a certificate of the licensed authority; the next list that is fetched names it.
 * Repeating it keeps the first time and reason. Throws where the serial was never issued here.
 */
export async function revoke(
  authority: CertifyingAuthority,
  serial: string,
  reason: keyof typeof REASON = 'unspecified',
): Promise<void> {
  if (!/^[0-9a-f]{32}$/.test(serial)) throw new Error(`${serial} is no serial number.`);
  const issued = await readdir(join(authority.directory, 'issued'));
  if (!issued.includes(`${serial}.cer`)) throw new Error(`No certificate ${serial} was issued.`);
  const revocation: Revocation = { serial, revokedAt: new Date().toISOString(), reason };
  const path = join(authority.directory, 'revoked', `${serial}.json`);
  await writeFile(path, JSON.stringify(revocation), { flag: 'wx' }).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/** Signs the list of the licensed authority as it stands now; DER. */
export async function intermediateList(authority: CertifyingAuthority): Promise<Uint8Array> {
  const directory = join(authority.directory, 'revoked');
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort();
  const revocations = names.map(async (name): Promise<Revocation> => {
    return JSON.parse(await readFile(join(directory, name), 'utf8'));
  });
  return signList(authority.intermediate, await Promise.all(revocations));
}

/** Signs the root's list, which is always empty here; DER. */
export async function rootList(authority: CertifyingAuthority): Promise<Uint8Array> {
  return signList(authority.root, []);
}

async function signList(issuer: Issuer, revocations: Revocation[]): Promise<Uint8Array> {
  const now = Date.now();
  const list = new CertificateRevocationList({
    version: 1,
    issuer: issuer.certificate.subject,
    thisUpdate: new Time({ type: 0, value: new Date(now) }),
    nextUpdate: new Time({ type: 0, value: new Date(now + LIST_LIFETIME) }),
    crlExtensions: new Extensions({
      extensions: [
        authorityKeyIdentifier(issuer.certificate.subjectPublicKeyInfo),
        extension('2.5.29.20', false, new Integer({ value: now })),
      ],
    }),
  });
  if (revocations.length > 0) list.revokedCertificates = revocations.map(entry);
  await list.sign(issuer.key, 'SHA-256', engine);
  return new Uint8Array(list.toSchema(true).toBER());
}

function entry(revocation: Revocation): RevokedCertificate {
  const reason = new Enumerated({ value: REASON[revocation.reason] });
  return new RevokedCertificate({
    userCertificate: new Integer({
      valueHex: Uint8Array.from(Buffer.from(revocation.serial, 'hex')),
    }),
    revocationDate: new Time({ type: 0, value: new Date(revocation.revokedAt) }),
    crlEntryExtensions: new Extensions({ extensions: [extension('2.5.29.21', false, reason)] }),
  });
}
