import type { RegistrationKind } from '../registration/registration.ts';
import type { Resource } from './authorize.ts';

/**
 * What of a registration decides who may touch it. Actions that only some kinds have are nobody's on
 * the others: the table of authority fails closed, so the widest kind stands for all in the types.
 */
export function registrationResource(of: {
  kind: RegistrationKind;
  iec: string | null;
  agencyCode: string | null;
  invitedBy: string | null;
}): Resource<'staff-registration'> {
  const kind = `${of.kind}-registration` as 'staff-registration';
  return { kind, iec: of.iec, agencyCode: of.agencyCode, createdBy: of.invitedBy };
}
