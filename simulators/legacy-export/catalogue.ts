type Choices<T> = readonly [T, ...T[]];

/** Agencies of the earlier platform with their offices, as its export names them. */
export const officesByAgency = {
  EIC: ['MUMBAI', 'DELHI', 'KOLKATA', 'CHENNAI', 'KOCHI'],
  FIEO: ['DELHI', 'MUMBAI', 'CHENNAI'],
  TXC: ['MUMBAI', 'TIRUPUR', 'SURAT'],
  MPEDA: ['KOCHI', 'VIZAG'],
  MCCIA: ['PUNE'],
  IMC: ['MUMBAI'],
} as const satisfies Record<string, Choices<string>>;

export type Agency = keyof typeof officesByAgency;
export const agencies = Object.keys(officesByAgency) as [Agency, ...Agency[]];

/** A scheme with the countries that goods went to under it, and the criterion written there. */
export type Scheme = { code: string; countries: Choices<string>; criterion: string };

export const schemes: Choices<Scheme> = [
  { code: 'AIFTA', countries: ['TH', 'MY', 'ID', 'VN', 'SG'], criterion: 'RVC' },
  { code: 'SAFTA', countries: ['LK', 'BD', 'NP'], criterion: 'A' },
  { code: 'APTA', countries: ['CN', 'KR', 'BD'], criterion: 'A' },
  { code: 'IKCEPA', countries: ['KR'], criterion: 'A' },
  { code: 'IJCEPA', countries: ['JP'], criterion: 'A' },
  { code: 'INUAECEPA', countries: ['AE'], criterion: 'PSR' },
  { code: 'AIECTA', countries: ['AU'], criterion: 'PSR' },
  { code: 'NONPREF', countries: ['US', 'DE', 'BR', 'NG', 'KE', 'FR'], criterion: 'INDIAN' },
];

export const firmNames: Choices<string> = [
  'Sahyadri',
  'Kaveri',
  'Malabar',
  'Deccan',
  'Gangotri',
  'Konkan',
  'Coromandel',
  'Aravalli',
  'Nilgiri',
  'Narmada',
];

export const trades: Choices<string> = [
  'Textiles',
  'Chemicals',
  'Spices',
  'Marine Exports',
  'Gems',
  'Pharma',
  'Castings',
  'Leather',
  'Agro',
  'Polymers',
];

export const legalForms: Choices<string> = ['Pvt Ltd', 'LLP', '& Sons', '(Exports)'];

/** Goods with a tariff line of each. */
export const goods: Choices<{ hs: string; description: string }> = [
  { hs: '09042110', description: 'Dried chillies, whole' },
  { hs: '52081190', description: 'Cotton fabric, plain weave, 36" wide' },
  { hs: '30049099', description: 'Medicaments' },
  { hs: '03061720', description: 'Frozen shrimp' },
  { hs: '71131911', description: 'Gold jewellery, plain' },
  { hs: '29336990', description: 'Triazine compounds' },
  { hs: '73259910', description: 'Cast iron articles' },
  { hs: '42022110', description: 'Leather handbags' },
  { hs: '10063020', description: 'Basmati rice' },
  { hs: '39076100', description: 'PET resin | bottle grade' },
];

export const units: Choices<string> = ['KGS', 'NOS', 'PCS'];
export const currencies: Choices<string> = ['USD', 'EUR', 'USD', 'AED'];
