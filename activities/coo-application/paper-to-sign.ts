import type { Database } from '../../db/database.ts';
import type { SigningCase } from '../../db/queries/case/signing.ts';
import { reserveNumber } from '../../db/queries/certificate/certificate-number.ts';
import type { CopyMark } from '../../document/form/form.ts';
import { timeliness } from '../../domain/agreement/retrospective.ts';
import type { Scheme } from '../../domain/agreement/scheme.ts';
import { firstIssuedOn, objectionToParent, type Parent } from '../../domain/application/request.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import type { CertificateContent } from '../../domain/certificate/certificate.ts';
import { certificateContent } from '../../domain/certificate/content.ts';
import { formatCertificateNumber } from '../../domain/certificate/numbering.ts';
import { withKeptSheets } from '../../domain/cost-sheet/resolve.ts';
import { isSelfDeclared, placeOfDeclaration } from '../../domain/office/self-declaration.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import { corrupt } from '../failure.ts';
import { refusal } from '../step-result.ts';

/**
 * An approved case, its scheme as the version that it was decided under, the certificate that it is
 * made against, and the moment of preparing.
 */
export type PaperWanted = { row: SigningCase; scheme: Scheme; parent: Parent | null; at: Date };

type Officer = NonNullable<SigningCase['officer']>;

/** Why nothing may be issued on the case today; null when something may. */
export function objectionToIssue({ row, scheme, parent, at }: PaperWanted): RefusalDetail | null {
  const today = indianDate(at.toISOString());
  const gone =
    row.purpose === 'original' || !parent ? null : objectionToParent(parent, row.purpose, today);
  if (gone || row.purpose === 'true-copy') return gone;
  const { departureDate } = row.content.transport;
  const on = parent ? firstIssuedOn(parent) : today;
  const standing = timeliness(scheme, { departureDate, on, holidays: row.holidays });
  if (standing !== 'too-late') return null;
  const message = 'The time within which a certificate may be issued for these goods is over.';
  return refusal('issue-window-closed', message);
}

/** What the officer, or the exporter himself, is to sign: a certificate under a number reserved for it, or a copy under its original's. */
export async function paperToSign(
  database: Database,
  wanted: PaperWanted,
  officer: Officer,
): Promise<{ content: CertificateContent; copy: CopyMark | null }> {
  const { row, scheme, parent, at } = wanted;
  if (row.purpose !== 'true-copy') {
    return { content: await newContent(database, wanted, officer), copy: null };
  }
  const rule = scheme.trueCopy.value;
  if (!parent?.content || !rule) throw corrupt(`the case ${row.id} is for a copy of nothing`);
  const { name } = officer;
  const copy = {
    words: rule.endorsement,
    on: indianDate(at.toISOString()),
    officer: { name, designation: designationOf(officer) },
  };
  return { content: parent.content, copy };
}

const designationOf = ({ designation }: Officer, otherwise = 'Authorised Officer') =>
  designation ?? otherwise;

async function newContent(
  database: Database,
  { row, scheme, parent, at }: PaperWanted,
  officer: Officer,
): Promise<CertificateContent> {
  const { exporter, origin, office, holidays, submittedAt } = row;
  if (!exporter || !origin || !submittedAt) throw corrupt(`the case ${row.id} was never opened`);
  const isOwn = isSelfDeclared(scheme);
  const issuedOn = indianDate(at.toISOString());
  const year = Number(issuedOn.slice(0, 4));
  const codes = { agency: office.agencyCode, office: office.code };
  const { number } = await reserveNumber(database, {
    applicationId: row.id,
    officeId: office.id,
    year,
    format: (serial) => formatCertificateNumber({ ...codes, year, serial }),
  });
  return certificateContent({
    applicationId: row.id,
    application: withKeptSheets(row.content, row.costSheets ?? []),
    exporter,
    scheme,
    origin: origin.map((item) => ({ ...item, qualifies: true })),
    agency: { code: office.agencyCode, name: office.agencyName },
    office: {
      code: office.code,
      name: office.name,
      place: isOwn ? placeOfDeclaration(exporter) : office.place,
      address: office.address,
    },
    officer: {
      name: officer.name,
      designation: designationOf(officer, isOwn ? 'Exporter' : undefined),
    },
    number,
    issuedOn,
    appliedOn: indianDate(submittedAt.toISOString()),
    parent,
    holidays,
  });
}
