/** The attachment that says for machines what the certificate says for people. */
export const twinName = 'certificate.json';
