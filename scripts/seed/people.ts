import type { Role } from '../../domain/authority/role.ts';
import { agencies, offices } from './agencies.ts';

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
  const login = `officer.${office.id.toLowerCase()}@ecoo.example`;
  return {
    login,
    role: 'officer' as const,
    name: officerNames[index % officerNames.length] ?? 'Officer',
    email: login,
    agency: office.agency,
    office: office.id,
    designation: 'Authorised Officer',
  };
});

const administrators: SeedPerson[] = agencies.map(({ code }) => ({
  login: `admin.${code.toLowerCase()}@ecoo.example`,
  role: 'agency-administrator' as const,
  name: `Administrator of ${code}`,
  email: `admin.${code.toLowerCase()}@ecoo.example`,
  agency: code,
}));

const staff: SeedPerson[] = (
  [
    ['operations', 'dgft-operations', 'DGFT Operations'],
    ['helpdesk', 'helpdesk', 'Helpdesk'],
    ['operator-a', 'migration-operator', 'Migration Operator A'],
    ['operator-b', 'migration-operator', 'Migration Operator B'],
  ] as const
).map(([login, role, name]) => ({ login, role, name, email: `${login}@ecoo.example` }));

export const people: readonly SeedPerson[] = [
  ...exporters,
  {
    login: 'export2.aabck4410m',
    role: 'exporter',
    name: 'Ganesh Shetty',
    email: 'export2@exporter.example',
    iec: 'AABCK4410M',
  },
  ...officers,
  ...administrators,
  ...staff,
];
