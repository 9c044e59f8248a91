import { createHash } from 'node:crypto';
import forge from 'node-forge';
import type { Database } from '../../db/database.ts';
import { officerCertificate } from '../../db/schema/schema.ts';

const der = (certificate: forge.pki.Certificate) =>
  Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes(), 'binary');

function certify(
  subject: string,
  issuer: string,
  key: forge.pki.PublicKey,
  signer: forge.pki.rsa.PrivateKey,
  isAuthority: boolean,
): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = key;
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date('2020-01-01T00:00:00Z');
  certificate.validity.notAfter = new Date('2049-01-01T00:00:00Z');
  certificate.setSubject([{ name: 'commonName', value: subject }]);
  certificate.setIssuer([{ name: 'commonName', value: issuer }]);
  certificate.setExtensions([{ name: 'basicConstraints', cA: isAuthority }]);
  certificate.sign(signer, forge.md.sha256.create());
  return certificate;
}

/** A root and an officer's certificate under it. */
export function officerUnderRoot() {
  const root = forge.pki.rsa.generateKeyPair(2048);
  const officer = forge.pki.rsa.generateKeyPair(2048);
  const rootCertificate = certify('Root', 'Root', root.publicKey, root.privateKey, true);
  const own = der(certify('Officer', 'Root', officer.publicKey, root.privateKey, false));
  return {
    trustAnchors: forge.pki.certificateToPem(rootCertificate),
    certificate: own,
    sha256: createHash('sha256').update(own).digest('hex'),
    chain: [der(rootCertificate)],
  };
}

/** Registers the certificate for an officer, as the agency's administrator does. */
export async function register(
  database: Database,
  accountId: string,
  { certificate, sha256, chain }: ReturnType<typeof officerUnderRoot>,
): Promise<void> {
  await database.insert(officerCertificate).values({
    sha256,
    accountId,
    certificate: certificate.toString('base64'),
    chain: chain.map((one) => one.toString('base64')),
    validFrom: new Date('2020-01-01T00:00:00Z'),
    validTo: new Date('2049-01-01T00:00:00Z'),
  });
}
