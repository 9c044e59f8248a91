/**
 * What a person's signing certificate says. Where Indian authorities put what is not published
 * alike for all, so everything that can be read stands here by its place.
 */
export type CertificateFacts = {
  /** SHA-256 of the DER, hexadecimal. */
  sha256: string;
  /** The holder's common name; empty where the subject has none. */
  name: string;
  /** One line each, most general part first. */
  subject: string;
  issuer: string;
  /** ISO 8601 UTC. */
  validFrom: string;
  validTo: string;
  key: 'rsa' | 'ec';
  /**
   * Every text by its place: `subject.<attribute>` (such as `subject.organizationalUnit`),
   * `subject.<oid>` for attributes without a name here, `subjectAltName`, `extension:<oid>`.
   */
  texts: readonly { place: string; text: string }[];
};
