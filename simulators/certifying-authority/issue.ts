import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Extension } from 'pkijs';
import type { CertifyingAuthority } from './authority.ts';
import { certificateDer, type Issuer, makeCertificate, serialOf } from './certificate.ts';
import { type DistinguishedName, distinguishedName } from './distinguished-name.ts';
import { basicConstraints, KEY_USAGE, keyUsage, published } from './extensions.ts';
import { publishedBy } from './founding.ts';

const DAY = 86_400_000;

/** A certificate as it is handed to its holder. */
export interface IssuedCertificate {
  /** Serial number in lower-case hexadecimal: the handle for `revoke`. */
  serial: string;
  certificateDer: Uint8Array;
  certificateSha256: string;
  /** Issuer first, root last, each DER. */
  chain: Uint8Array[];
}

/**
 * Issues a Class 3 signing certificate of two years to an officer or an exporter's signatory.
 * The IEC of an exporter stands in the subject's organisational unit. `publicKey` is a
 * SubjectPublicKeyInfo in DER; the holder keeps the key. `validFrom` and `validTo` let tests
 * have an expired one.
 */
export async function issueSigningCertificate(
  authority: CertifyingAuthority,
  holder: {
    commonName: string;
    organisation: string;
    iec?: string | undefined;
    publicKey: Uint8Array;
    validFrom?: Date;
    validTo?: Date;
  },
): Promise<IssuedCertificate> {
  const { iec: unit, commonName, organisation } = holder;
  const extensions = [basicConstraints(null), keyUsage(KEY_USAGE.signing)];
  return issue(authority, { ...holder, name: { commonName, organisation, unit }, extensions });
}

/** Issues the certificate of the P-256 key that signs QR codes: digital signature alone. */
export async function issueSealCertificate(
  authority: CertifyingAuthority,
  holder: { commonName: string; organisation: string; publicKey: Uint8Array },
): Promise<IssuedCertificate> {
  const extensions = [basicConstraints(null), keyUsage(KEY_USAGE.digitalSignature)];
  return issue(authority, { ...holder, name: holder, extensions });
}

async function issue(
  authority: CertifyingAuthority,
  request: {
    name: DistinguishedName;
    publicKey: Uint8Array;
    extensions: Extension[];
    validFrom?: Date;
    validTo?: Date;
  },
): Promise<IssuedCertificate> {
  const now = Date.now();
  const certificate = await makeCertificate(
    {
      subject: distinguishedName(request.name),
      publicKey: request.publicKey,
      validFrom: request.validFrom ?? new Date(now - DAY),
      validTo: request.validTo ?? new Date(now + 2 * 365 * DAY),
      extensions: [...request.extensions, ...published(publishedBy('ca', authority.publicUrl))],
    },
    asSigner(authority.intermediate),
  );
  const der = certificateDer(certificate);
  const serial = serialOf(certificate);
  await writeFile(join(authority.directory, 'issued', `${serial}.cer`), der, { flag: 'wx' });
  return {
    serial,
    certificateDer: der,
    certificateSha256: createHash('sha256').update(der).digest('hex'),
    chain: [authority.intermediate.der, authority.root.der],
  };
}

function asSigner(issuer: Issuer) {
  const { subject, subjectPublicKeyInfo } = issuer.certificate;
  const publicKey = new Uint8Array(subjectPublicKeyInfo.toSchema().toBER());
  return { subject, publicKey, key: issuer.key };
}
