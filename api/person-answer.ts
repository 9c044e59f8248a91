import type { ShownMandate } from '../db/queries/account/mandate.ts';
import type { Person } from '../db/queries/account/people.ts';

const shown = ({ id, login, name, email, active, locked, lastSignInAt }: Person) => ({
  id,
  login,
  name,
  email,
  active,
  locked,
  lastSignInAt,
});

export const officerShown = (officer: Person) => ({
  ...shown(officer),
  designation: officer.designation,
  agency: officer.agencyCode,
  offices: officer.offices,
  tokenValidUntil: officer.tokenValidUntil?.toISOString() ?? null,
  hasSignatureImage: officer.signatureKey !== null,
});

export const otherAccountShown = (person: Person) => ({
  ...shown(person),
  role: person.role,
  agency: person.agencyCode,
});

export const userShown = (user: Person) => ({
  ...shown(user),
  iec: user.iec,
  rights: user.rights,
});

export const mandateShown = (mandate: ShownMandate) => ({
  id: mandate.id,
  iec: mandate.iec,
  exporterName: mandate.exporterName,
  agent: { id: mandate.agentId, name: mandate.agentName, email: mandate.agentEmail },
  rights: mandate.rights,
  grantedAt: mandate.grantedAt.toISOString(),
});
