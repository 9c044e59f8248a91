import type { Right } from '../../domain/authority/actor.ts';
import type { Role } from '../../domain/authority/role.ts';
import { agencies, domainOf, offices, officialEmailOf } from './agencies.ts';

/** For the seeded people of a demonstration only; a real account never has it. */
export const demonstrationPassword = 'origin-of-goods-2026';

export type SeedPerson = {
  login: string;
  role: Role;
  name: string;
  email: string;
  iec?: string;
  agency?: string;
  office?: string;
  designation?: string;
  rights?: readonly Right[];
  /** The login that earlier seeds gave: whoever has it is given the present one. */
  former?: string;
};

const officerNames = [
  'Asha Menon',
  'Rohit Sharma',
  'Farida Khan',
  'Suresh Iyer',
  'Lakshmi Nair',
  'Harpreet Kaur',
  'Anil Desai',
  'Kavita Rao',
  'Debashish Sen',
  'Priya Pillai',
  'Imran Sheikh',
  'Nandini Joshi',
  'Vikram Reddy',
  'Sunita Patil',
  'Joseph Mathew',
];

const exporters: SeedPerson[] = [
  ['AAACS7302F', 'Meera Kulkarni'],
  ['0388012345', 'Thomas Kurian'],
  ['AABCK4410M', 'Rukmini Shetty'],
  ['AADCN9021R', 'Arul Selvan'],
  ['AAFCD5518K', 'Basavaraj Patil'],
].map(([iec = '', name = '']) => ({
  login: iec,
  role: 'exporter' as const,
  name,
  email: `${iec.toLowerCase()}@exporter.example`,
  iec,
}));

const officers: SeedPerson[] = offices.map((office, index) => {
  const name = `officer.${office.id.toLowerCase()}`;
  const login = `${name}@${domainOf(office.agency)}`;
  return {
    login,
    role: 'officer' as const,
    name: officerNames[index % officerNames.length] ?? 'Officer',
    email: login,
    agency: office.agency,
    office: office.id,
    designation: 'Authorised Officer',
    former: `${name}@ecoo.example`,
  };
});

const administrators: SeedPerson[] = agencies.map(({ code }) => ({
  login: officialEmailOf(code),
  role: 'agency-administrator' as const,
  name: `Administrator of ${code}`,
  email: officialEmailOf(code),
  agency: code,
  former: `admin.${code.toLowerCase()}@ecoo.example`,
}));

const staff: SeedPerson[] = (
  [
    ['operations', 'dgft-operations', 'DGFT Operations'],
    // Rights of operations take a second person's word.
    ['operations-b', 'dgft-operations', 'DGFT Operations B'],
    ['helpdesk', 'helpdesk', 'Helpdesk'],
    ['operator-a', 'migration-operator', 'Migration Operator A'],
    ['operator-b', 'migration-operator', 'Migration Operator B'],
  ] as const
).map(([login, role, name]) => ({ login, role, name, email: `${login}@dgft.example` }));

/** A customs agent; `seedMandate` lets him prepare for the first exporter. */
export const fastCargo: SeedPerson = {
  login: 'agent@fastcargo.example',
  role: 'customs-agent',
  name: 'Fatima Contractor',
  email: 'agent@fastcargo.example',
  designation: 'Customs Broker, Fast Cargo',
};

/** Everybody who is seeded; of each exporter the first manages the others. */
export const people: readonly SeedPerson[] = [
  ...exporters,
  {
    login: 'export2.aabck4410m',
    role: 'exporter',
    name: 'Ganesh Shetty',
    email: 'export2@exporter.example',
    iec: 'AABCK4410M',
    rights: ['view', 'prepare', 'sign', 'pay'],
  },
  fastCargo,
  ...officers,
  ...administrators,
  ...staff,
];
