import type { Random } from '../random.ts';
import type { Certificate, CertificateRow } from './certificate-row.ts';
import { isoDay, padded, writtenDay } from './written.ts';

/** Faults for which a certificate is refused, by the reason that the importer must give. */
const faults = [
  'iec-format',
  'exporter-unknown',
  'office-unknown',
  'scheme-unknown',
  'date-invalid',
  'issued-before-applied',
  'number-conflict',
  'hs-invalid',
  'parent-missing',
  'amount-invalid',
  'items-missing',
  'columns',
  'country-invalid',
] as const;
export type Fault = (typeof faults)[number];

/** The fields in which a certificate becomes faulty; a fault of items or columns changes none. */
function spoiltFields(
  random: Random,
  fault: Fault,
  { appliedOn }: Certificate,
  taken: readonly string[],
): Partial<CertificateRow> {
  switch (fault) {
    case 'iec-format':
      return { IEC: random.pick(['12345', 'ABCDE12345X9', '0123 45678', '']) };
    case 'exporter-unknown':
      return { IEC: `ZZZPZ${padded(random.below(10_000), 4)}Z` };
    case 'office-unknown':
      return { OFFICE: 'ATLANTIS' };
    case 'scheme-unknown':
      return { SCHEME: 'XFTA' };
    case 'date-invalid':
      return { ISSUE_DATE: random.pick(['31/02/2021', '00/00/0000', '15/13/2020', '']) };
    case 'issued-before-applied':
      return { ISSUE_DATE: writtenDay(appliedOn - 3) };
    case 'number-conflict':
      return { CERT_NO: taken[random.below(taken.length)] ?? '' };
    case 'parent-missing':
      return { PARENT_CERT_NO: 'EIC/2019/999/9999999Z/99999999' };
    case 'amount-invalid':
      return { FOB_VALUE: random.pick(['-100.00', '1,00,000', 'N.A.', '12.345']) };
    case 'country-invalid':
      return { DEST: 'XX' };
    case 'hs-invalid':
    case 'items-missing':
    case 'columns':
      return {};
  }
}

/**
 * Puts one fault into the row; gives its reason. Null, and the row as it was, for a conflict of
 * numbers while no number is taken.
 */
export function spoil(
  random: Random,
  certificate: Certificate,
  taken: readonly string[],
): Fault | null {
  const fault = random.pick(faults);
  if (fault === 'number-conflict' && taken.length === 0) return null;
  Object.assign(certificate.row, spoiltFields(random, fault, certificate, taken));
  return fault;
}

/** Writes the row untidily: what an importer repairs, and counts. */
export function soil(random: Random, { row, appliedOn, issued }: Certificate): void {
  switch (random.below(4)) {
    case 0:
      row.IEC = `${row.IEC}  `;
      break;
    case 1:
      row.APPLN_DATE = isoDay(appliedOn);
      row.ISSUE_DATE = isoDay(issued.issuedOn);
      break;
    case 2:
      row.AGENCY = row.AGENCY.toLowerCase();
      row.SCHEME = row.SCHEME.toLowerCase();
      break;
    default:
      row.CONSIGNEE = `Société Générale d’Import “${row.DEST}”`;
  }
}
