import { createHash } from 'node:crypto';
import type { CertificateRow } from '../../db/queries/certificate/verification.ts';
import { canonicalJson } from '../../domain/certificate/canonical.ts';
import type { CertificateContent } from '../../domain/certificate/certificate.ts';
import { type CurrentStatus, currentStatus } from '../../domain/certificate/status.ts';

/** One of the three lines of an answer: whether it holds, in a plain sentence, in both languages. */
export type Line = { holds: boolean; sentence: string; sentenceHi: string };

export type Overall =
  | 'genuine-and-in-force'
  | 'genuine-expired'
  | 'genuine-superseded'
  | 'genuine-cancelled'
  | 'not-genuine';

export type PublicContent = Omit<CertificateContent, 'applicationId' | 'exporter'> & {
  exporter: Omit<CertificateContent['exporter'], 'pan'>;
};

export type Verification = {
  number: string;
  /** The first two lines together: issued here, by whom it says, with this content. */
  genuine: boolean;
  verdict: Overall;
  contentIntact: Line;
  issuerRecognised: Line;
  statusCurrent: Line & { status: CurrentStatus };
  /** Everything that the certificate says; null when its content is not intact. */
  certificate: PublicContent | null;
  issuedAt: string;
  signedBy: string;
  pdfSha256: string;
  /** The day in India for which this answer holds. */
  checkedOn: string;
};

function isIntact({ number, content, contentSha256 }: CertificateRow): boolean {
  const hash = createHash('sha256').update(canonicalJson(content)).digest('hex');
  return hash === contentSha256 && content.number === number;
}

const intactLine = (holds: boolean): Line =>
  holds
    ? {
        holds,
        sentence: 'The content on record is unchanged since it was signed.',
        sentenceHi: 'अभिलेख की सामग्री हस्ताक्षर के बाद से अपरिवर्तित है।',
      }
    : {
        holds,
        sentence: 'The content on record is not what was signed. Ask the helpdesk.',
        sentenceHi: 'अभिलेख की सामग्री वह नहीं है जिस पर हस्ताक्षर हुए थे। हेल्पडेस्क से पूछें।',
      };

const issuerLine = (holds: boolean): Line =>
  holds
    ? {
        holds,
        sentence:
          'Signed by an officer whose certificate is registered and leads to a trusted root.',
        sentenceHi: 'पंजीकृत और विश्वसनीय प्रमाण-पत्र वाले अधिकारी द्वारा हस्ताक्षरित।',
      }
    : {
        holds,
        sentence: "The signing officer's certificate is not recognised. Ask the helpdesk.",
        sentenceHi: 'हस्ताक्षरकर्ता अधिकारी का प्रमाण-पत्र मान्य नहीं है। हेल्पडेस्क से पूछें।',
      };

const statusSentences: Record<CurrentStatus, readonly [string, string]> = {
  'in-force': ['It is in force.', 'यह प्रभावी है।'],
  superseded: [
    'It has been replaced by a later certificate.',
    'इसकी जगह बाद का प्रमाण-पत्र जारी हुआ है।',
  ],
  cancelled: ['It has been cancelled.', 'यह रद्द किया जा चुका है।'],
  expired: ['Its validity has ended.', 'इसकी वैधता समाप्त हो चुकी है।'],
};

const overallOf: Record<CurrentStatus, Overall> = {
  'in-force': 'genuine-and-in-force',
  superseded: 'genuine-superseded',
  cancelled: 'genuine-cancelled',
  expired: 'genuine-expired',
};

/** Who applied is the exporter's affair: neither the case's id nor the firm's PAN is shown. */
function publicContent({ applicationId: _, exporter, ...rest }: CertificateContent): PublicContent {
  const { pan: __, ...shown } = exporter;
  return { ...rest, exporter: shown };
}

/** The three lines and their sum for a certificate on record. `today` is the date in India. */
export function judge(row: CertificateRow, issuerHolds: boolean, today: string): Verification {
  const intact = isIntact(row);
  const status = currentStatus(row, today);
  const [sentence, sentenceHi] = statusSentences[status];
  return {
    number: row.number,
    genuine: intact && issuerHolds,
    verdict: intact && issuerHolds ? overallOf[status] : 'not-genuine',
    contentIntact: intactLine(intact),
    issuerRecognised: issuerLine(issuerHolds),
    statusCurrent: { holds: status === 'in-force', sentence, sentenceHi, status },
    certificate: intact ? publicContent(row.content) : null,
    issuedAt: row.issuedAt.toISOString(),
    signedBy: row.signedBy,
    pdfSha256: row.pdfKey,
    checkedOn: today,
  };
}
