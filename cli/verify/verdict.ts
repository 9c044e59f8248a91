import type { CertificateCheck, CertificateReport } from '../../document/verify.ts';
import type { OnlineStatus } from './online-status.ts';

/** One of the three lines of a verdict; `null` where it was not checked. */
export interface Line {
  holds: boolean | null;
  detail: string;
}

/** The answer of `ecoo verify`, as `--json` prints it. */
export interface Verdict {
  /** The file or code is genuine and, where the service was asked, neither replaced nor cancelled. */
  accepted: boolean;
  genuine: boolean;
  number: string | null;
  contentIntact: Line;
  issuerRecognised: Line;
  status: Line & { status: OnlineStatus['status'] | 'not checked' };
}

/** Checks that tell of the file's content; the rest tell of who issued it. */
const CONTENT_CHECKS: readonly CertificateCheck[] = [
  'coverage',
  'digest',
  'signature',
  'twin',
  'qr',
];

const OFFLINE = { holds: null, status: 'not checked', detail: 'not checked: offline' } as const;

/** Folds a report on a file into three lines. `fileSha256` is that of the whole file, hex. */
export function verdictOnFile(
  report: CertificateReport,
  fileSha256: string,
  online: OnlineStatus | null,
): Verdict {
  const isContent = (check: CertificateCheck) => CONTENT_CHECKS.includes(check);
  return assemble({
    genuine: report.genuine,
    number: report.content?.number ?? null,
    contentIntact: fold(report, isContent),
    issuerRecognised: fold(report, (check) => !isContent(check)),
    status: statusLine(online, fileSha256),
  });
}

/** Folds what was found of a QR code; its signature covers the content and the issuer at once. */
export function verdictOnQr(
  found: { genuine: boolean; number: string | null; reason: string },
  online: OnlineStatus | null,
): Verdict {
  const { genuine, number, reason } = found;
  const line = (detail: string): Line => ({ holds: genuine, detail: genuine ? detail : reason });
  return assemble({
    genuine,
    number,
    contentIntact: line('the code is as it was signed'),
    issuerRecognised: line('signed by a key of the issuing service'),
    status: statusLine(online, null),
  });
}

function assemble(lines: Omit<Verdict, 'accepted'>): Verdict {
  return { accepted: lines.genuine && lines.status.holds !== false, ...lines };
}

function fold(report: CertificateReport, mine: (check: CertificateCheck) => boolean): Line {
  const findings = report.findings.filter(({ check }) => mine(check));
  const holds = findings.length > 0 && findings.every((finding) => finding.holds);
  const told = findings.filter((finding) => finding.holds === holds).map(({ detail }) => detail);
  return { holds, detail: [...new Set(told)].join('; ') };
}

function statusLine(online: OnlineStatus | null, fileSha256: string | null): Verdict['status'] {
  if (online === null) return OFFLINE;
  const { status, sentence, pdfSha256 } = online;
  const otherFile = fileSha256 !== null && pdfSha256 !== null && pdfSha256 !== fileSha256;
  if (otherFile)
    return { holds: false, status, detail: 'The service issued another file under this number.' };
  // An expired certificate was good in its time and still proves origin of goods cleared then.
  return { holds: status === 'in-force' || status === 'expired', status, detail: sentence };
}
