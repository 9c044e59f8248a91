import type { Database } from '../../db/database.ts';
import { findActor } from '../../db/queries/account/actor.ts';
import { findAgency, findOfficeById } from '../../db/queries/registration/registering-agency.ts';
import { rights } from '../../domain/authority/actor.ts';
import { authorize } from '../../domain/authority/authorize.ts';
import { indianMobile } from '../../domain/identifier/mobile.ts';
import type { Applicant, RegisteredFirm } from '../../domain/registration/registration.ts';
import type { IecRecord } from '../../gateways/dgft/registry.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { Person, Registrant, Sender } from '../../workflows/user-registration/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';
import { refusal } from '../step-result.ts';

/** What a registration begins with, once it may begin. */
export type Admitted = {
  iec: string | null;
  agencyCode: string | null;
  officeId: string | null;
  applicant: Applicant;
  firm: RegisteredFirm | null;
};
type Refused = { refused: RefusalDetail };

const refused = (code: string, message: string): Refused => ({ refused: refusal(code, message) });
const nowhere = { iec: null, agencyCode: null, officeId: null, firm: null };
const plain = { rights: [], brokerFirm: null, brokerLicence: null };

/**
 * Whether a registration of this kind may begin at all: the firm known to DGFT, the agency and its
 * address on record, the proposer entitled. Whether an account exists already is not asked here,
 * where anybody may ask.
 */
export function admit(
  { database, dgft }: Pick<Dependencies, 'database' | 'dgft'>,
  registrant: Registrant,
  proposedBy: Sender | null,
): Promise<Admitted | Refused> {
  switch (registrant.kind) {
    case 'exporter':
      return admitExporter(dgft, registrant.iec);
    case 'exporter-user':
    case 'customs-agent':
    case 'staff':
      return admitProposed(database, registrant, proposedBy);
    case 'agency-administrator':
      return admitAdministrator(database, registrant);
    case 'officer':
      return admitOfficer(database, registrant);
    default:
      return registrant satisfies never;
  }
}

async function admitExporter(dgft: Dependencies['dgft'], iec: string): Promise<Admitted | Refused> {
  const lookup = await overGateway(() => dgft.lookupIec(iec));
  if (lookup.outcome === 'unknown') {
    const message = `DGFT knows no IEC ${iec}. Register at www.dgft.gov.in and link your e-mail to the IEC there, then begin again.`;
    return refused('iec-unknown', message);
  }
  const firm = firmOf(lookup.record);
  if (firm.status !== 'active') {
    return refused('iec-not-active', `DGFT has the IEC ${iec} as ${firm.status}.`);
  }
  const mobile = indianMobile(firm.mobile);
  if (!firm.email.includes('@') || mobile === null) {
    const message = `DGFT has no usable e-mail address and mobile number for the IEC ${iec}. Link them to the IEC at www.dgft.gov.in, then begin again.`;
    return refused('iec-contact-missing', message);
  }
  const { firmName: name, email } = firm;
  const applicant = { ...plain, name, email, mobile, designation: null, rights: ownRights() };
  return { ...nowhere, iec, firm, applicant: { ...applicant, role: 'exporter' } };
}

/** The IEC's first user may everything for it but decide, which is no exporter's. */
const ownRights = () => rights.filter((right) => right !== 'decide');

function firmOf(record: IecRecord): RegisteredFirm {
  const { iec, pan, firmName, status, directors, registeredOffice, email, mobile } = record;
  const { lines, city, state, pincode } = registeredOffice;
  const office = [...lines, `${city} ${pincode}`, state];
  return { iec, pan, firmName, status, directors, registeredOffice: office, email, mobile };
}

const applicantOf = (person: Person, role: Applicant['role']): Applicant => ({
  ...plain,
  ...person,
  role,
});

const roleOf = {
  'exporter-user': 'exporter',
  'customs-agent': 'customs-agent',
} as const;

/** Whether this person may (still) propose somebody for this IEC, or for DGFT's staff. */
export async function mayPropose(
  database: Parameters<typeof findActor>[0],
  kind: 'exporter-user' | 'customs-agent' | 'staff',
  iec: string | null,
  accountId: string,
): Promise<boolean> {
  const actor = await findActor(database, accountId);
  if (!actor) return false;
  return authorize(actor, 'propose', { kind: `${kind}-registration`, iec }) === 'allowed';
}

async function admitProposed(
  database: Database,
  registrant: Extract<Registrant, { kind: 'exporter-user' | 'customs-agent' | 'staff' }>,
  proposedBy: Sender | null,
): Promise<Admitted | Refused> {
  const { kind, person } = registrant;
  const iec = kind === 'staff' ? null : registrant.iec;
  if (!proposedBy || !(await mayPropose(database, kind, iec, proposedBy.accountId))) {
    return refused('not-authorised', 'You may not propose anybody here.');
  }
  if (kind === 'staff') {
    return { ...nowhere, applicant: applicantOf(person, registrant.role) };
  }
  const applicant = { ...applicantOf(person, roleOf[kind]), rights: registrant.rights };
  if (kind === 'exporter-user') return { ...nowhere, iec, applicant };
  const { brokerFirm, brokerLicence } = registrant;
  return { ...nowhere, iec, applicant: { ...applicant, brokerFirm, brokerLicence } };
}

const unknownAgency = refused('unknown-agency', 'No agency that DGFT authorises has this code.');

async function admitAdministrator(
  database: Database,
  { agencyCode, person }: Extract<Registrant, { kind: 'agency-administrator' }>,
): Promise<Admitted | Refused> {
  const agency = await findAgency(database, agencyCode);
  if (!agency?.active) return unknownAgency;
  if (agency.officialEmail?.toLowerCase() !== person.email.toLowerCase()) {
    const message =
      "An administrator registers with the agency's official e-mail address as DGFT has it. Ask DGFT to put its record right if it is out of date.";
    return refused('email-not-official', message);
  }
  const applicant = applicantOf(person, 'agency-administrator');
  return { ...nowhere, agencyCode, applicant };
}

async function admitOfficer(
  database: Database,
  { agencyCode, officeId, person }: Extract<Registrant, { kind: 'officer' }>,
): Promise<Admitted | Refused> {
  const agency = await findAgency(database, agencyCode);
  if (!agency?.active) return unknownAgency;
  const office = await findOfficeById(database, officeId);
  if (office?.agencyCode !== agencyCode || !office.active) {
    return refused('unknown-office', 'This agency has no such office.');
  }
  const [, domain] = person.email.toLowerCase().split('@');
  if (!agency.emailDomain || domain !== agency.emailDomain.toLowerCase()) {
    const message = "An officer registers with an official address of the agency's own domain.";
    return refused('email-not-of-agency', message);
  }
  return { ...nowhere, agencyCode, officeId, applicant: applicantOf(person, 'officer') };
}
