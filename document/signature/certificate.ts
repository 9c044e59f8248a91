import { contextTag, type Element, elements, NotDer, only, same, sequence, tags } from './der.ts';
import { x509 } from './x509.ts';

/** Parts of an X.509 certificate (RFC 5280) that node:crypto does not give. */
export type CertificateParts = {
  /** Of the signature algorithm. */
  algorithm: Uint8Array;
  serial: Element;
  issuer: Element;
  subject: Element;
  extensions: Extension[];
};

export type Extension = { oid: Uint8Array; critical: boolean; value: Uint8Array };

/** Reads a certificate whose every byte is bound by its signature. Throws `NotDer`. */
export function certificateParts(der: Uint8Array): CertificateParts {
  const [body, outerAlgorithm, signature, ...more] = elements(only(der, tags.sequence).content);
  const [version, serial, algorithm, issuer, , subject, , ...optional] = elements(
    body?.content ?? new Uint8Array(),
  );
  const extensionList = optional.find((element) => element.tag === contextTag(3));
  if (version?.tag !== contextTag(0) || !serial || !issuer || !subject || more.length > 0) {
    throw new NotDer('this is not a version 3 certificate');
  }
  // These bytes lie outside the signature: only one spelling of them is taken.
  if (!algorithm || !outerAlgorithm || !same(algorithm.bytes, outerAlgorithm.bytes)) {
    throw new NotDer('the certificate names two signature algorithms');
  }
  if (signature?.tag !== tags.bitString || signature.content[0] !== 0) {
    throw new NotDer("the certificate's signature is not whole bytes");
  }
  const [algorithmOid] = elements(algorithm.content);
  return {
    algorithm: algorithmOid?.bytes ?? new Uint8Array(),
    serial,
    issuer,
    subject,
    extensions: readExtensions(extensionList),
  };
}

function readExtensions(list: Element | undefined): Extension[] {
  if (!list) return [];
  return elements(only(list.content, tags.sequence).content).map((extension) => {
    const parts = elements(extension.content);
    const [oid, second] = parts;
    const value = parts.at(-1);
    if (!oid || value?.tag !== tags.octetString) throw new NotDer('an extension has no value');
    return { oid: oid.bytes, critical: second?.tag === tags.boolean, value: value.content };
  });
}

/** IssuerAndSerialNumber, by which a CMS signer is named. */
export function issuerAndSerial(der: Uint8Array): Buffer {
  const { issuer, serial } = certificateParts(der);
  return sequence(issuer.bytes, serial.bytes);
}

/** The name that a person reads: the common name, or the whole subject where there is none. */
export function subjectName(der: Uint8Array): string {
  const { subject } = x509(der);
  return /^CN=(.*)$/m.exec(subject)?.[1] ?? subject;
}
