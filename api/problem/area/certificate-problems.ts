import type { CatalogueEntry } from '../catalogue-entry.ts';

const anotherCertificate = 'Use a signing certificate (DSC) of a licensed Indian authority.';
const signAgain =
  'Ask for a new challenge and sign exactly that, with the token whose certificate you present.';

/** What a signing certificate that somebody presents can be refused with; part of the catalogue. */
export const certificateProblems = {
  'challenge-gone': {
    status: 409,
    title: 'The challenge counts no more',
    advice: 'Ask for a new challenge, sign it within five minutes and send it once.',
  },
  'certificate-unreadable': {
    status: 422,
    title: 'These bytes are not a certificate',
    advice: 'Send certificate and chain as GET /certificate of `ecoo sign-agent` gives them.',
  },
  'certificate-self-signed': {
    status: 422,
    title: 'The certificate is signed by its own holder',
    advice: anotherCertificate,
  },
  'certificate-untrusted': {
    status: 422,
    title: 'No trusted authority stands behind the certificate',
    advice: `Send its issuers along. ${anotherCertificate}`,
  },
  'certificate-key-weak': {
    status: 422,
    title: "The certificate's key does not serve",
    advice: `RSA of 2048 bits or more serves everywhere. ${anotherCertificate}`,
  },
  'certificate-not-for-signing': {
    status: 422,
    title: 'The certificate is not meant for signing',
    advice: 'Tokens often hold two: choose the signing certificate, not that for encryption.',
  },
  'certificate-expired': {
    status: 422,
    title: 'The certificate is not in force',
    advice: "Have it renewed by the certifying authority, and check this machine's clock.",
  },
  'certificate-revoked': {
    status: 422,
    title: 'The certificate was revoked',
    advice: 'It counts no more. Get a new one from the certifying authority.',
  },
  'revocation-unknown': {
    status: 503,
    title: 'Whether the certificate was revoked cannot be known just now',
    advice: "The authority's list is away. Ask for a new challenge and try again in some minutes.",
  },
  'signed-by-another-key': {
    status: 422,
    title: "The challenge was not signed by this certificate's key",
    advice: signAgain,
  },
  'signed-other-bytes': {
    status: 422,
    title: 'Something else than the challenge was signed',
    advice: signAgain,
  },
  'certificate-of-another-person': {
    status: 422,
    title: "The certificate is somebody else's",
    advice: 'Register your own token. If your name changed, have your account changed first.',
  },
  'certificate-without-iec': {
    status: 422,
    title: 'The certificate does not hold the IEC',
    advice: 'Ask the certifying authority for a Class 3 certificate with the IEC in it.',
  },
  'certificate-of-other-iec': {
    status: 422,
    title: 'The certificate holds another IEC',
    advice: 'Present a certificate of the firm that registers.',
  },
  'certificate-of-no-director': {
    status: 422,
    title: 'The certificate is of nobody whom DGFT lists as a director',
    advice: "Present a director's certificate, or have DGFT's record put right (Modify IEC).",
  },
} as const satisfies Record<string, CatalogueEntry>;

/** What every certificate can be refused with that is presented with a signed challenge. */
export const proofProblems = [
  'challenge-gone',
  'certificate-unreadable',
  'certificate-self-signed',
  'certificate-key-weak',
  'certificate-not-for-signing',
  'certificate-untrusted',
  'certificate-expired',
  'certificate-revoked',
  'revocation-unknown',
  'signed-by-another-key',
  'signed-other-bytes',
] as const satisfies readonly (keyof typeof certificateProblems)[];
