import { createHash, X509Certificate } from 'node:crypto';

/** An opened signing token: its key signs, and stays where it is. */
export interface Token {
  kind: 'pkcs11' | 'pkcs12';
  label: string;
  /** The holder's certificate, DER. */
  certificate: Uint8Array;
  /** Certificates of the issuers found beside it, nearest first, DER. */
  chain: Uint8Array[];
  /**
   * RSA PKCS#1 v1.5 over the SHA-256 of the bytes. Calls may overlap; they are done one by one.
   * Throws SigningFailure.
   */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
  close(): void;
}

/** What the agent tells of a token: nothing that is not in the certificate. */
export function describeToken(token: Token) {
  const certificate = new X509Certificate(token.certificate);
  return {
    certificate: base64(token.certificate),
    chain: token.chain.map(base64),
    subject: certificate.subject.split('\n').join(', '),
    sha256: createHash('sha256').update(token.certificate).digest('hex'),
    validTo: certificate.validToDate.toISOString(),
    tokenLabel: token.label,
    kind: token.kind,
  };
}

/** Of all certificates on a token, those that lead from the holder's to a root, nearest first. */
export function chainOf(holder: Uint8Array, others: Uint8Array[]): Uint8Array[] {
  const chain: Uint8Array[] = [];
  const remaining = others.map((der) => ({ der, certificate: new X509Certificate(der) }));
  let current = new X509Certificate(holder);
  for (;;) {
    const next = remaining.findIndex(({ certificate }) => current.checkIssued(certificate));
    const [issuer] = next === -1 ? [] : remaining.splice(next, 1);
    if (issuer === undefined) return chain;
    chain.push(issuer.der);
    current = issuer.certificate;
  }
}

/** Whether a certificate is good today; an expired one cannot sign what must be verified. */
export function isValidToday(der: Uint8Array): boolean {
  const { validFromDate, validToDate } = new X509Certificate(der);
  return validFromDate.getTime() <= Date.now() && Date.now() < validToDate.getTime();
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
