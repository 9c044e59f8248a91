import { hash } from 'node:crypto';
import type { CertificateRow } from '../../db/queries/certificate/verification.ts';
import type { CancellationCode } from '../../domain/certificate/cancellation.ts';
import type { CertificateContent } from '../../domain/certificate/certificate.ts';
import { type Standing, standingOn } from '../../domain/certificate/standing.ts';
import { isSelfDeclaredCode } from '../../domain/office/self-declaration.ts';
import { cancelledWords } from './cancelled-words.ts';

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
  statusCurrent: Line & {
    status: Standing['status'];
    /** The certificate that was issued in its place; null unless superseded. */
    successor: string | null;
    /** The day in India on which it was cancelled; null unless cancelled. */
    cancelledOn: string | null;
    /** Why, in a word of a list; null unless cancelled. */
    cancelledFor: CancellationCode | null;
  };
  /** The certificate in whose place this one was issued. */
  replaces: string | null;
  /** Everything that the certificate says; null when its content is not intact. */
  certificate: PublicContent | null;
  issuedAt: string;
  signedBy: string;
  pdfSha256: string;
  /** The day on which the file asked after was made as a true copy; null on originals. */
  copiedOn: string | null;
  /** The day in India for which this answer holds. */
  checkedOn: string;
};

const isIntact = ({ number, content, contentText, contentSha256 }: CertificateRow): boolean =>
  hash('sha256', contentText) === contentSha256 && content.number === number;

/** What is added of a file that is a true copy. */
const copyWords = (copiedOn: string | null): readonly [english: string, hindi: string] =>
  copiedOn === null
    ? ['', '']
    : [
        ` This file is a certified true copy of ${copiedOn}.`,
        ` यह फ़ाइल ${copiedOn} की प्रमाणित सत्य प्रति है।`,
      ];

const intactLine = (holds: boolean, copiedOn: string | null): Line =>
  holds
    ? {
        holds,
        sentence: `The content on record is unchanged since it was signed.${copyWords(copiedOn)[0]}`,
        sentenceHi: `अभिलेख की सामग्री हस्ताक्षर के बाद से अपरिवर्तित है।${copyWords(copiedOn)[1]}`,
      }
    : {
        holds,
        sentence: 'The content on record is not what was signed. Ask the helpdesk.',
        sentenceHi: 'अभिलेख की सामग्री वह नहीं है जिस पर हस्ताक्षर हुए थे। हेल्पडेस्क से पूछें।',
      };

/** Of one that its exporter declared: customs must not take it for an agency's. */
const ownIssuerLine: Line = {
  holds: true,
  sentence:
    'Declared and signed by the exporter himself, whose certificate is registered and leads to a trusted root. No agency has examined it.',
  sentenceHi:
    'निर्यातक द्वारा स्वयं घोषित और उसके पंजीकृत, विश्वसनीय प्रमाण-पत्र से हस्ताक्षरित। किसी एजेंसी ने इसकी जाँच नहीं की है।',
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
        sentence: "The signer's certificate is not recognised. Ask the helpdesk.",
        sentenceHi: 'हस्ताक्षरकर्ता का प्रमाण-पत्र मान्य नहीं है। हेल्पडेस्क से पूछें।',
      };

function statusWords(
  standing: Standing,
  code: CancellationCode | null,
  isOwn: boolean,
): readonly [english: string, hindi: string] {
  switch (standing.status) {
    case 'in-force':
      return ['It is in force.', 'यह प्रभावी है।'];
    case 'superseded':
      return [
        `It has been replaced by a later certificate, ${standing.successor}.`,
        `इसकी जगह बाद का प्रमाण-पत्र ${standing.successor} जारी हुआ है।`,
      ];
    case 'cancelled':
      return cancelledWords(standing.on, code, isOwn);
    case 'expired':
      return [`Its validity ended on ${standing.on}.`, `इसकी वैधता ${standing.on} को समाप्त हो गई।`];
    default:
      return standing satisfies never;
  }
}

const overallOf: Record<Standing['status'], Overall> = {
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

function statusLine(
  standing: Standing,
  code: CancellationCode | null,
  isOwn: boolean,
): Verification['statusCurrent'] {
  const { status } = standing;
  const [sentence, sentenceHi] = statusWords(standing, code, isOwn);
  return {
    ...{ holds: status === 'in-force', sentence, sentenceHi, status },
    successor: status === 'superseded' ? standing.successor : null,
    cancelledOn: status === 'cancelled' ? standing.on : null,
    cancelledFor: code,
  };
}

/** The three lines and their sum for a certificate on record. `today` is the date in India. */
export function judge(row: CertificateRow, issuerHolds: boolean, today: string): Verification {
  const intact = isIntact(row);
  const cancelledAt = row.cancelledAt?.toISOString() ?? null;
  const standing = standingOn({ ...row, cancelledAt }, today);
  const isOwn = isSelfDeclaredCode(row.content.scheme);
  return {
    number: row.number,
    genuine: intact && issuerHolds,
    verdict: intact && issuerHolds ? overallOf[standing.status] : 'not-genuine',
    contentIntact: intactLine(intact, row.copiedOn),
    issuerRecognised: issuerHolds && isOwn ? ownIssuerLine : issuerLine(issuerHolds),
    statusCurrent: statusLine(standing, row.cancellationCode, isOwn),
    replaces: row.replaces,
    certificate: intact ? publicContent(row.content) : null,
    issuedAt: row.issuedAt.toISOString(),
    signedBy: row.signedBy,
    pdfSha256: row.pdfKey,
    copiedOn: row.copiedOn,
    checkedOn: today,
  };
}
