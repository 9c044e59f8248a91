import type { RegistrationRow } from '../../db/queries/registration.ts';
import type { Resource } from '../../domain/authority/authorize.ts';
import type { RegistrationKind } from '../../domain/registration/registration.ts';

type Kind = `${RegistrationKind}-registration`;

/**
 * What of a registration decides who may touch it. Actions that only some kinds have are nobody's
 * on the others: the table of authority fails closed.
 */
export function registrationResource(row: RegistrationRow): Resource<'staff-registration'> {
  const kind: Kind = `${row.kind}-registration`;
  const { iec, agencyCode, invitedBy } = row;
  return { kind: kind as 'staff-registration', iec, agencyCode, createdBy: invitedBy };
}
