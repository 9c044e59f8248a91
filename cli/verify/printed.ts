import type { QrClaims } from '../../document/qr/claims.ts';
import type { CertificateReport } from '../../document/verify.ts';
import type { Line, Verdict } from './verdict.ts';

/** The verdict on a file for a person, with what the certificate says where it is genuine. */
export function certificateText(verdict: Verdict, report: CertificateReport): string {
  const { content, signer, signedAt } = report;
  const facts: Fact[] =
    content === null
      ? []
      : [
          ['certificate', `${content.number}, ${content.formName}`],
          ['issued', `${content.issuedOn} by ${content.office.name}`],
          ['valid until', content.validUntil ?? 'no end stated'],
          ['exporter', content.exporter.name],
          ['consignee', `${content.consignee.name}, ${content.consignee.country}`],
          ['signed', `${signedAt ?? 'at an unproved time'} by ${signer ?? 'nobody'}`],
        ];
  return lines(verdict, facts);
}

/** The verdict on a QR code for a person: the claims are what to compare with the paper. */
export function qrText(verdict: Verdict, claims: QrClaims | null): string {
  const facts: Fact[] =
    claims === null
      ? []
      : [
          ['certificate', `${claims.number}, ${claims.scheme}`],
          ['issued', `${claims.issuedOn} by ${claims.agency} ${claims.office}`],
          ['valid until', claims.validUntil ?? 'no end stated'],
          ['exporter', claims.exporter],
          ['consignee in', claims.consigneeCountry],
          ['goods', `${claims.itemCount} item(s), first HS ${claims.firstHs}`],
          ['FOB', claims.fob.map(({ amount, currency }) => `${currency} ${amount}`).join(', ')],
        ];
  return lines(verdict, facts);
}

type Fact = [name: string, value: string];

function lines(verdict: Verdict, facts: Fact[]): string {
  const title = verdict.genuine ? 'GENUINE' : 'NOT GENUINE';
  const rows: Fact[] = [
    ['content intact', inWords(verdict.contentIntact)],
    ['issuer recognised', inWords(verdict.issuerRecognised)],
    ['status', statusInWords(verdict.status)],
    ...facts,
  ];
  const printed = rows.map(([name, value]) => `  ${name.padEnd(18)} ${printable(value)}`);
  return `${[title, ...printed].join('\n')}\n`;
}

function inWords({ holds, detail }: Line): string {
  return holds === null ? detail : `${holds ? 'yes' : 'NO'}: ${detail}`;
}

function statusInWords({ status, detail }: Verdict['status']): string {
  return status === 'not checked' ? detail : `${status}: ${detail}`;
}

/** What a file says may not command the terminal it is printed on. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}
