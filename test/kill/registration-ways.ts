import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openDatabase } from '../../db/database.ts';
import { agency } from '../../db/schema/schema.ts';
import type { RegistrationKind } from '../../domain/registration/registration.ts';
import { people } from '../../scripts/seed/people.ts';
import type { Stack } from '../../scripts/stack/stack.ts';
import { openCertifyingAuthority } from '../../simulators/certifying-authority/authority.ts';
import { registeredFirms } from '../../simulators/dgft/firms.ts';
import { tokenOffice } from '../people/exporter-token.ts';
import { newcomer } from '../people/newcomer.ts';
import { persistentProgram } from '../servers/persistent-program.ts';

/** Somebody on the way to an account, with what is still to be done for it. */
export type Applicant = {
  login: string;
  /** Where the mails go. */
  email: string;
  someone: ReturnType<typeof newcomer>;
  steps: (() => Promise<unknown>)[];
  /** What the audit must tell, each once. */
  told: string[];
};

/** Makes one more applicant. */
export type Way = () => Promise<Applicant>;

const sample = new URL('../../samples/documents/commercial-invoice.pdf', import.meta.url);
const everybody = ['email-confirmed', 'mobile-confirmed', 'privacy-agreed', 'registration-active'];

/** The way to an account of each kind of registration, step by step, at a running system. */
export async function registrationWays({
  addresses,
  dataDir,
  databaseUrl,
}: Stack): Promise<Record<RegistrationKind, Way>> {
  const place = { api: addresses.api, dataDir };
  const exporter = await persistentProgram(place, 'AAACS7302F');
  const administrator = await persistentProgram(place, 'admin@eic.example');
  const operations = await persistentProgram(place, 'operations');
  const authority = await openCertifyingAuthority({
    dataDir: path.join(dataDir, 'simulators'),
    publicUrl: addresses.certifyingAuthority,
  });
  const tokens = tokenOffice(authority, dataDir);

  let made = 0;
  function person(domain: string) {
    made += 1;
    const mobile = `+9197${String(made).padStart(8, '0')}`;
    return { name: `Person ${made}`, email: `person-${made}@${domain}`, mobile };
  }
  type Person = ReturnType<typeof person>;

  /** Link, code and declaration; `idOf` says of which registration the link is. */
  const proofs = (
    someone: Applicant['someone'],
    { email, mobile }: Pick<Person, 'email' | 'mobile'>,
    idOf = someone.idOf,
  ) => [
    async () => someone.confirmEmail(await someone.linkTo(email, idOf())),
    async () => someone.ask('/verify-mobile', { code: await someone.codeTo(mobile) }),
    () => someone.agree(),
  ];

  const approval = (by: typeof operations, someone: Applicant['someone']) => async () => {
    const registration = `/registrations/${someone.idOf()}`;
    const { revision } = await by.get<{ revision: number }>(registration);
    return by.post(`${registration}/decision`, { approve: true, expectedRevision: revision });
  };

  function officer(): Applicant {
    const [who, someone] = [person('eic.example'), newcomer(addresses)];
    const registration = { kind: 'officer', agency: 'EIC', office: 'EIC-MUMBAI' };
    const steps = [
      () => someone.begin({ ...registration, ...who, designation: 'Officer' }),
      ...proofs(someone, who),
      approval(administrator, someone),
    ];
    const told = ['registration-begun', ...everybody, 'registration-approved'];
    return { login: who.email, email: who.email, someone, steps, told };
  }

  async function agencyAdministrator(): Promise<Applicant> {
    const [who, someone] = [person(`agency-${made}.example`), newcomer(addresses)];
    const code = `N${made}`;
    const database = openDatabase(databaseUrl);
    const emailDomain = who.email.split('@')[1] ?? '';
    const row = { code, name: `New agency ${made}`, emailDomain, officialEmail: who.email };
    await database.insert(agency).values(row);
    await database.$client.end({ timeout: 5 });
    const letter = () => {
      const form = new FormData();
      const bytes = new Blob([new Uint8Array(readFileSync(sample))], { type: 'application/pdf' });
      form.set('file', bytes, 'letter.pdf');
      return someone.ask('/letter', form);
    };
    const registration = { kind: 'agency-administrator', agency: code, designation: 'Head' };
    const steps = [
      () => someone.begin({ ...registration, ...who }),
      letter,
      ...proofs(someone, who),
      approval(operations, someone),
    ];
    const told = ['registration-begun', 'letter-handed-in', ...everybody, 'registration-approved'];
    return { login: who.email, email: who.email, someone, steps, told };
  }

  const newFirms = [...registeredFirms().values()].filter(
    ({ iec, status, directors, gstins }) =>
      status === 'active' &&
      directors.length > 0 &&
      gstins.length > 0 &&
      !people.some(({ login }) => login === iec),
  );
  async function firstOfFirm(): Promise<Applicant> {
    const firm = newFirms.shift();
    if (!firm) throw new Error('no firm is left that has no account');
    const { iec, firmName, directors, gstins, email, mobile } = firm;
    const someone = newcomer(addresses);
    const holder = { name: directors[0] ?? '', organisation: firmName, iec };
    const token = await tokens.softToken(holder);
    const steps = [
      () => someone.begin({ kind: 'exporter', iec }),
      () => someone.ask('/details', { gstin: gstins[0], sezState: null }),
      () => someone.present(token),
      ...proofs(someone, { email, mobile: `+91${mobile}` }),
    ];
    const told = ['registration-begun', 'certificate-proved', ...everybody];
    return { login: iec, email, someone, steps, told };
  }

  /** Who is proposed by others has nothing but the mail. */
  function invited(by: typeof operations, domain: string, body: object): Applicant {
    const [who, someone] = [person(domain), newcomer(addresses)];
    let id = '';
    const propose = async () => {
      ({ id } = await by.post<{ id: string }>('/invitations', { ...body, ...who }));
    };
    const steps = [propose, ...proofs(someone, who, () => id)];
    const told = ['registration-begun', ...everybody];
    return { login: who.email, email: who.email, someone, steps, told };
  }
  const given = { iec: 'AAACS7302F', rights: ['view', 'prepare'] };
  const broker = { brokerFirm: 'Cargo Co', brokerLicence: 'CB-11/2020' };

  return {
    officer: async () => officer(),
    'agency-administrator': agencyAdministrator,
    exporter: firstOfFirm,
    'exporter-user': async () =>
      invited(exporter, 'buyers.example', { kind: 'exporter-user', ...given }),
    'customs-agent': async () =>
      invited(exporter, 'cargo.example', { kind: 'customs-agent', ...given, ...broker }),
    staff: async () => invited(operations, 'dgft.example', { kind: 'staff', role: 'helpdesk' }),
  };
}
