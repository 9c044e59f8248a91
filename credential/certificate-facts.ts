import { createHash } from 'node:crypto';
import { certificateParts } from '../document/signature/certificate.ts';
import { elements, NotDer, only, tags } from '../document/signature/der.ts';
import { x509 } from '../document/signature/x509.ts';
import type { CertificateFacts } from '../domain/registration/certificate-facts.ts';
import { dottedOid, stringOf, textsIn } from './der-text.ts';

type Text = CertificateFacts['texts'][number];

/** Attributes of a subject by X.520 and by the CCA's Interoperability Guidelines. */
const attributeNames: Record<string, string> = {
  '2.5.4.3': 'commonName',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'country',
  '2.5.4.7': 'locality',
  '2.5.4.8': 'state',
  '2.5.4.9': 'street',
  '2.5.4.10': 'organization',
  '2.5.4.11': 'organizationalUnit',
  '2.5.4.12': 'title',
  '2.5.4.17': 'postalCode',
  '2.5.4.20': 'telephoneNumber',
  '2.5.4.65': 'pseudonym',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'userId',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

const subjectAltName = '2.5.29.17';

/**
 * Reads what a certificate says. Throws `NotDer`, or what node:crypto throws, for bytes that are no
 * certificate, no RSA or EC key, or that hold text in no known encoding.
 */
export function readCertificateFacts(der: Uint8Array): CertificateFacts {
  const certificate = x509(der);
  const parts = certificateParts(der);
  const key = certificate.publicKey.asymmetricKeyType;
  if (key !== 'rsa' && key !== 'ec') throw new NotDer('the key is neither RSA nor EC');
  const subject = nameTexts(parts.subject.content);
  const extensions = parts.extensions.flatMap(({ oid, value }): Text[] => {
    const type = dottedOid(only(oid, tags.oid).content);
    const place = type === subjectAltName ? 'subjectAltName' : `extension:${type}`;
    return textsIn(value).map((text) => ({ place, text }));
  });
  return {
    sha256: createHash('sha256').update(der).digest('hex'),
    name: subject.filter(({ place }) => place === 'subject.commonName').at(-1)?.text ?? '',
    subject: certificate.subject.replaceAll('\n', ', '),
    issuer: certificate.issuer.replaceAll('\n', ', '),
    validFrom: certificate.validFromDate.toISOString(),
    validTo: certificate.validToDate.toISOString(),
    key,
    texts: [...subject, ...extensions],
  };
}

/** The attributes of an X.501 name, in its order. */
function nameTexts(name: Uint8Array): Text[] {
  return elements(name)
    .flatMap((set) => elements(set.content))
    .map((pair) => {
      const [type, value] = elements(pair.content);
      const text = value ? stringOf(value) : null;
      if (type?.tag !== tags.oid || text === null) throw new NotDer('a name holds no text');
      const dotted = dottedOid(type.content);
      return { place: `subject.${attributeNames[dotted] ?? dotted}`, text };
    });
}
