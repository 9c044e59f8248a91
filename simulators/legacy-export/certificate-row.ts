import type { Random } from '../random.ts';
import {
  type Agency,
  agencies,
  currencies,
  firmNames,
  officesByAgency,
  type Scheme,
  schemes,
} from './catalogue.ts';
import { amount, type Day, dayOf, digits, padded, writtenDay, yearOf } from './written.ts';

/** A row of certificates.psv, its fields in the order of the columns. */
export type CertificateRow = {
  CERT_NO: string;
  APPLN_NO: string;
  APPLN_DATE: string;
  ISSUE_DATE: string;
  AGENCY: string;
  OFFICE: string;
  SCHEME: string;
  IEC: string;
  CONSIGNEE: string;
  DEST: string;
  INVOICE_NO: string;
  INVOICE_DATE: string;
  FOB_CUR: string;
  FOB_VALUE: string;
  STATUS: 'ISSUED' | 'CANCELLED';
  PARENT_CERT_NO: string;
  OFFICER: string;
};

export const certificateColumns = [
  ...['CERT_NO', 'APPLN_NO', 'APPLN_DATE', 'ISSUE_DATE', 'AGENCY', 'OFFICE', 'SCHEME', 'IEC'],
  ...['CONSIGNEE', 'DEST', 'INVOICE_NO', 'INVOICE_DATE', 'FOB_CUR', 'FOB_VALUE', 'STATUS'],
  ...['PARENT_CERT_NO', 'OFFICER'],
];

/** What a certificate shares with the one that replaces it. */
export type Issued = {
  number: string;
  agency: Agency;
  office: string;
  scheme: Scheme;
  country: string;
  iec: string;
  issuedOn: Day;
};

/** A certificate without fault, and what a later one needs to replace it. */
export type Certificate = {
  row: CertificateRow;
  issued: Issued;
  appliedOn: Day;
  fobMinorUnits: number;
};

const firstDay = dayOf(2019, 10, 1);

/** A certificate of a place, an exporter and two days; of `parent` where it replaces that one. */
export function drawCertificate(
  random: Random,
  index: number,
  iec: string,
  status: CertificateRow['STATUS'],
  parent: Issued | undefined,
): Certificate {
  const agency = parent?.agency ?? random.pick(agencies);
  const scheme = parent?.scheme ?? random.pick(schemes);
  const appliedOn = parent ? parent.issuedOn + 1 + random.below(59) : firstDay + random.below(1900);
  const issuedOn = appliedOn + random.below(9);
  const schemeNumber = padded(schemes.indexOf(scheme) + 10, 3);
  const serial = `${padded(index, 7)}A/${digits(random, 8)}`;
  const issued = {
    number: `${agency}/${yearOf(issuedOn)}/${schemeNumber}/${serial}`,
    agency,
    office: parent?.office ?? random.pick<string>(officesByAgency[agency]),
    scheme,
    country: parent?.country ?? random.pick(scheme.countries),
    iec: parent?.iec ?? iec,
    issuedOn,
  };
  const fobMinorUnits = 50_000 + random.below(90_000_000 - 50_000);
  const row: CertificateRow = {
    CERT_NO: issued.number,
    APPLN_NO: `${agency}${yearOf(appliedOn)}${padded(index, 9)}`,
    APPLN_DATE: writtenDay(appliedOn),
    ISSUE_DATE: writtenDay(issuedOn),
    AGENCY: agency,
    OFFICE: issued.office,
    SCHEME: scheme.code,
    IEC: issued.iec,
    CONSIGNEE: `${random.pick(firmNames)} Trading ${issued.country}`,
    DEST: issued.country,
    INVOICE_NO: `INV/${random.below(1_000_000)}/${yearOf(appliedOn).slice(2)}`,
    INVOICE_DATE: writtenDay(appliedOn - 1 - random.below(9)),
    FOB_CUR: random.pick(currencies),
    FOB_VALUE: amount(fobMinorUnits),
    STATUS: status,
    PARENT_CERT_NO: parent?.number ?? '',
    OFFICER: `O${padded(random.below(650), 3)}`,
  };
  return { row, issued, appliedOn, fobMinorUnits };
}
