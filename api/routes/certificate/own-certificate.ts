import {
  type CertificateRow,
  findCertificate,
  readAgencyOf,
} from '../../../db/queries/certificate/verification.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import type { ActionOn } from '../../../domain/authority/permissions.ts';
import { typedOwnNumber } from '../../../domain/certificate/numbering.ts';
import { allow } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';

/**
 * The certificate of a number, when this person may do this with it: others learn no more than that
 * it is not theirs.
 */
export async function ownCertificate(
  account: SignedIn,
  wanted: ActionOn<'certificate'> | ((row: CertificateRow) => ActionOn<'certificate'>),
  number: string,
  api: ApiDependencies,
): Promise<CertificateRow> {
  const own = typedOwnNumber(number);
  const row = own === null ? null : await findCertificate(api.database, own);
  const action = typeof wanted === 'function' ? (row ? wanted(row) : 'view') : wanted;
  const agencyCode = row && (await readAgencyOf(api.database, row.officeId));
  return allow(account, action, row && { kind: 'certificate' as const, ...row, agencyCode });
}
