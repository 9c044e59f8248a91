import { createHash } from 'node:crypto';
import { threadFor } from '../../document/thread.ts';
import type { CertificateCheck, CertificateReport, Trust } from '../../document/verify.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { fileTrust } from './trust.ts';
import type { Verification } from './verdict.ts';

const reportOn = threadFor<{ pdf: Uint8Array; trust: Trust }, CertificateReport>(
  new URL('./file-thread.ts', import.meta.url),
  { ms: 20_000, megabytes: 256, waiting: 20 },
);

/** Checks that tell of the file's content; the rest tell of who issued it. */
const contentChecks: readonly CertificateCheck[] = [
  'coverage',
  'digest',
  'signature',
  'twin',
  'qr',
];

export type FileAnswer = {
  /** SHA-256 of the file, hex. */
  sha256: string;
  /** Signed as issued, nothing changed since, and the very bytes on record. */
  contentIntact: boolean;
  /** By an officer and an authority that are recognised, at a proved time. */
  issuerRecognised: boolean;
  /** What the record says of the certificate that the file is, or says that it is; null for none. */
  verification: Verification | null;
  findings: CertificateReport['findings'];
};

/** The record's word on the number of a genuine file, or on a file with just these bytes. */
async function onRecord(
  { verifier }: ApiDependencies,
  sha256: string,
  number: string | undefined,
): Promise<Verification | null> {
  const answer = await (number ? verifier.byNumber(number) : verifier.byFile(sha256));
  return answer.outcome === 'found' ? answer.verification : null;
}

/**
 * Checks a file that somebody brought: its signature by itself, and its bytes against the record.
 * Keeps nothing of it. `given-up` when it takes too long or too much memory to read. Throws
 * `temporarily-unavailable` when there is no current revocation list.
 */
export async function checkFile(
  api: ApiDependencies,
  bytes: Buffer,
): Promise<FileAnswer | 'given-up'> {
  const pdf = Uint8Array.from(bytes);
  const report = await reportOn({ pdf, trust: await fileTrust(api) });
  if (report === 'given-up') return report;
  const { findings, content } = report;
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const verification = await onRecord(api, sha256, content?.number);
  const holdAll = (ofContent: boolean) =>
    findings
      .filter(({ check }) => contentChecks.includes(check) === ofContent)
      .every(({ holds }) => holds);
  const isTheOneIssued = verification?.pdfSha256 === sha256 && verification.contentIntact.holds;
  return {
    sha256,
    findings,
    verification,
    contentIntact: holdAll(true) && isTheOneIssued,
    issuerRecognised: holdAll(false) && verification?.issuerRecognised.holds === true,
  };
}
