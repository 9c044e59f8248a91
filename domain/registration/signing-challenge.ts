/** What a person proves possession of a signing token for; each names itself in the challenge. */
const challengePurposes = {
  'register-exporter': 'register an exporter with this certificate',
  'register-signing-token': 'register this certificate as a signing token',
} as const;
export type ChallengePurpose = keyof typeof challengePurposes;

export type SigningChallenge = {
  /** Address of the service that asks. */
  service: string;
  purpose: ChallengePurpose;
  /** Id of the registration or account that the proof is for. */
  subject: string;
  /** ISO 8601 UTC, to the millisecond. */
  at: string;
  /** 32 random bytes in lower-case hexadecimal: no challenge is like another. */
  random: string;
};

/**
 * The first lines of every challenge. They begin with a letter, as no CMS signed attributes and no
 * certificate do, so that what signs a challenge can never have signed a document.
 */
const head = [
  'eCoO proof of possession, version 1',
  'This signature proves that a signing token is at hand. It signs no certificate and no document.',
];

/** The text to be signed: ASCII lines that a person may read. */
export function writeChallenge(challenge: SigningChallenge): string {
  const { service, purpose, subject, at, random } = challenge;
  return [
    ...head,
    `Service: ${service}`,
    `Purpose: ${challengePurposes[purpose]}`,
    `Subject: ${subject}`,
    `Time: ${at}`,
    `Random: ${random}`,
    '',
  ].join('\n');
}

const form = new RegExp(
  [
    ...head.map((line) => line.replaceAll('.', '\\.')),
    'Service: (?<service>https?://[a-z0-9.:[\\]-]{1,200})',
    'Purpose: (?<purpose>[\\x20-\\x7e]{1,100})',
    'Subject: (?<subject>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})',
    'Time: (?<at>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z)',
    'Random: (?<random>[0-9a-f]{64})',
    '',
  ].join('\n'),
);

/** What a challenge says; null for every text that `writeChallenge` cannot have written. */
export function readChallenge(text: string): SigningChallenge | null {
  const { service, purpose: words, subject, at, random } = form.exec(text)?.groups ?? {};
  const purpose = (Object.keys(challengePurposes) as ChallengePurpose[]).find(
    (one) => challengePurposes[one] === words,
  );
  if (!service || !purpose || !subject || !at || !random) return null;
  const challenge = { service, purpose, subject, at, random };
  return writeChallenge(challenge) === text ? challenge : null;
}
