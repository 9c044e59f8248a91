/** What an exporter signs when he submits: which draft, as it stood, under which agreement. */
export type Declaration = {
  /** Address of the service that asks. */
  service: string;
  applicationId: string;
  /** Of the draft: another edit makes another declaration. */
  revision: number;
  iec: string;
  scheme: string;
  /** SHA-256 of the canonical JSON of what is applied with, lower-case hexadecimal. */
  contentSha256: string;
};

/**
 * The first lines of every declaration. They begin with a letter, as no CMS signed attributes do, and
 * otherwise than a proof of possession, so that none of the three can be taken for another.
 */
const head = [
  'eCoO declaration of origin, version 1',
  'The exporter declares that what this application says is true, that the goods originate in India',
  'as it says, and that he can prove it.',
];

/** The text to be signed: ASCII lines that a person may read. */
export function writeDeclaration(declaration: Declaration): string {
  const { service, applicationId, revision, iec, scheme, contentSha256 } = declaration;
  return [
    ...head,
    `Service: ${service}`,
    `Application: ${applicationId}`,
    `Revision: ${revision}`,
    `Exporter: ${iec}`,
    `Agreement: ${scheme}`,
    `Content SHA-256: ${contentSha256}`,
    '',
  ].join('\n');
}

const form = new RegExp(
  [
    ...head.map((line) => line.replaceAll('.', '\\.')),
    'Service: (?<service>https?://[a-z0-9.:[\\]-]{1,200})',
    'Application: (?<applicationId>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})',
    'Revision: (?<revision>[1-9]\\d{0,8})',
    'Exporter: (?<iec>[A-Z0-9]{10})',
    'Agreement: (?<scheme>[A-Z0-9-]{1,20})',
    'Content SHA-256: (?<contentSha256>[0-9a-f]{64})',
    '',
  ].join('\n'),
);

/** What a declaration says; null for every text that `writeDeclaration` cannot have written. */
export function readDeclaration(text: string): Declaration | null {
  const found = form.exec(text)?.groups ?? {};
  const { service, applicationId, revision, iec, scheme, contentSha256 } = found;
  if (!service || !applicationId || !revision || !iec || !scheme || !contentSha256) {
    return null;
  }
  const read = { service, applicationId, iec, scheme, contentSha256 };
  const declaration = { ...read, revision: Number(revision) };
  return writeDeclaration(declaration) === text ? declaration : null;
}
