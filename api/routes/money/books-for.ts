import type { Books } from '../../../db/queries/money/ledger/trial-balance.ts';
import { findOfficeById } from '../../../db/queries/office/office.ts';
import { findAgency } from '../../../db/queries/office/office-settings.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import { allow, mayReach } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';

type Asked = { agency?: string | undefined; office?: string | undefined };

/** The books that a report is about, and how the answer names them. */
export type ReportBooks = { books: Books; named: { agency: string | null; office: string | null } };

async function agencyNamed(
  { database }: ApiDependencies,
  { agency, office }: Asked,
): Promise<{ agencyCode: string; officeCode: string | null } | null> {
  if (office !== undefined) {
    const found = await findOfficeById(database, office);
    const ofAgency = found && (agency === undefined || found.agencyCode === agency);
    return ofAgency ? { agencyCode: found.agencyCode, officeCode: found.code } : null;
  }
  const found = agency === undefined ? null : await findAgency(database, agency);
  return found && { agencyCode: found.code, officeCode: null };
}

/** The books named, or else all that this person may see. Throws 403, and 404 for others' books. */
export async function booksFor(
  api: ApiDependencies,
  account: SignedIn,
  asked: Asked,
): Promise<ReportBooks> {
  const reach = mayReach(account, 'view', 'report');
  if (asked.agency === undefined && asked.office === undefined) {
    const agency = reach.within === 'agency' ? reach.agencyCode : null;
    return { books: { agency, office: null }, named: { agency, office: null } };
  }
  const found = await agencyNamed(api, asked);
  const resource = found && { ...found, kind: 'report' as const };
  const { agencyCode: agency, officeCode: office } = allow<
    'report',
    { agencyCode: string; officeCode: string | null }
  >(account, 'view', resource);
  return { books: { agency, office }, named: { agency, office: asked.office ?? null } };
}
