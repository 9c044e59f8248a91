import { createHash, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { Certificate } from 'pkijs';
import type { CertifyingAuthority } from '../certifying-authority/authority.ts';
import { sameName } from '../certifying-authority/distinguished-name.ts';
import { publishedBy } from '../certifying-authority/founding.ts';
import { issueSigningCertificate } from '../certifying-authority/issue.ts';
import { readPkcs12Certificate, writePkcs12 } from './pkcs12-token.ts';
import { prepareSoftHsm, type SoftHsm, withLibrary } from './softhsm.ts';
import {
  findToken,
  generateKey,
  openToken,
  readCertificate,
  writeCertificates,
} from './softhsm-token.ts';

/** To whom a token is handed; the label is unique among tokens and at most 32 bytes. */
export interface TokenHolder {
  label: string;
  pin: string;
  commonName: string;
  organisation: string;
  /** Of an exporter's signatory. */
  iec?: string;
}

export interface ProvisionedToken {
  kind: 'pkcs11' | 'pkcs12';
  label: string;
  certificateDer: Uint8Array;
  certificateSha256: string;
  /** Issuer first, root last, each DER. */
  chain: Uint8Array[];
  /** How `ecoo sign-agent` finds this token; the PIN is handed over apart from it. */
  signAgent: { arguments: string[]; environment: Record<string, string> };
}

/**
 * Hands out tokens kept under `<dataDir>/token`: SoftHSM2 where the machine has it, otherwise (or
 * with `kind: 'pkcs12'`) a PKCS#12 file each. What exists with a good certificate of this authority
 * is left as it is; only a new or outdated one gets a key and a certificate.
 */
export async function provisionTokens(
  place: { dataDir: string; authority: CertifyingAuthority; kind?: 'pkcs12' },
  holders: TokenHolder[],
): Promise<ProvisionedToken[]> {
  const directory = join(place.dataDir, 'token');
  const hsm = place.kind === 'pkcs12' ? null : await prepareSoftHsm(directory);
  return hsm === null
    ? Promise.all(holders.map((holder) => provideFile(directory, place.authority, holder)))
    : provideSoftHsm(hsm, place.authority, holders);
}

/** `provisionTokens` for one holder. */
export async function provisionToken(
  place: Parameters<typeof provisionTokens>[0],
  holder: TokenHolder,
): Promise<ProvisionedToken> {
  const [token] = await provisionTokens(place, [holder]);
  if (token === undefined) throw new Error('No token was made.');
  return token;
}

async function provideFile(
  directory: string,
  authority: CertifyingAuthority,
  holder: TokenHolder,
): Promise<ProvisionedToken> {
  if (!/^[\w .-]+$/.test(holder.label)) throw new Error(`No file can be named ${holder.label}.`);
  const path = join(directory, `${holder.label}.p12`);
  const present = await readPkcs12Certificate(path);
  const certificate = isGood(authority, holder, present)
    ? present
    : (await writePkcs12(path, holder.pin, certifier(authority, holder))).certificateDer;
  const signAgent = { arguments: ['--pkcs12', path], environment: {} };
  return provisioned('pkcs12', authority, holder, certificate, signAgent);
}

async function provideSoftHsm(
  hsm: SoftHsm,
  authority: CertifyingAuthority,
  holders: TokenHolder[],
): Promise<ProvisionedToken[]> {
  const certificates = await withLibrary(hsm, async (library) => {
    const provide = async (holder: TokenHolder): Promise<Uint8Array> => {
      const slot = findToken(library, holder.label);
      const present = slot === undefined ? null : readCertificate(hsm, library, slot);
      if (isGood(authority, holder, present)) return present;
      const session = openToken(hsm, library, holder.label, holder.pin);
      const { id, publicKey } = await generateKey(hsm, library, session);
      const { certificateDer, chain } = await certifier(authority, holder)(publicKey);
      writeCertificates(hsm, library, session, { id, holder: certificateDer, chain });
      library.C_CloseSession(session);
      return certificateDer;
    };
    // All settle before the library is closed under them.
    const results = await Promise.allSettled(holders.map(provide));
    return results.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    });
  });
  return holders.map((holder, index) => {
    const signAgent = {
      arguments: ['--module', hsm.module, '--token', holder.label],
      environment: { SOFTHSM2_CONF: hsm.configuration },
    };
    return provisioned('pkcs11', authority, holder, certificates[index], signAgent);
  });
}

function certifier(authority: CertifyingAuthority, holder: TokenHolder) {
  const { commonName, organisation, iec } = holder;
  return (publicKey: Uint8Array) =>
    issueSigningCertificate(authority, { commonName, organisation, iec, publicKey });
}

function isGood(
  authority: CertifyingAuthority,
  holder: TokenHolder,
  der: Uint8Array | null,
): der is Uint8Array {
  if (der === null) return false;
  const certificate = new X509Certificate(der);
  const issuer = new X509Certificate(authority.intermediate.der);
  const { commonName, organisation, iec: unit } = holder;
  return (
    certificate.verify(issuer.publicKey) &&
    Buffer.from(der).includes(publishedBy('ca', authority.publicUrl).crl) &&
    certificate.validToDate.getTime() > Date.now() &&
    sameName(Certificate.fromBER(Uint8Array.from(der)).subject, { commonName, organisation, unit })
  );
}

function provisioned(
  kind: 'pkcs11' | 'pkcs12',
  authority: CertifyingAuthority,
  holder: TokenHolder,
  certificateDer: Uint8Array | undefined,
  signAgent: ProvisionedToken['signAgent'],
): ProvisionedToken {
  if (certificateDer === undefined) throw new Error(`The token ${holder.label} was not made.`);
  return {
    kind,
    label: holder.label,
    certificateDer,
    certificateSha256: createHash('sha256').update(certificateDer).digest('hex'),
    chain: [authority.intermediate.der, authority.root.der],
    signAgent,
  };
}
