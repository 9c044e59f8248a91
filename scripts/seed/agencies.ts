/** Issuing agencies with their offices; addresses are made up, places are real. */
export const agencies = [
  {
    code: 'EIC',
    name: 'Export Inspection Council',
    places: {
      MUMBAI: 'Mumbai',
      DELHI: 'New Delhi',
      KOLKATA: 'Kolkata',
      CHENNAI: 'Chennai',
      KOCHI: 'Kochi',
    },
  },
  {
    code: 'FIEO',
    name: 'Federation of Indian Export Organisations',
    places: { DELHI: 'New Delhi', MUMBAI: 'Mumbai', CHENNAI: 'Chennai' },
  },
  {
    code: 'TXC',
    name: 'Textiles Committee',
    places: { MUMBAI: 'Mumbai', TIRUPUR: 'Tirupur', SURAT: 'Surat' },
  },
  {
    code: 'MPEDA',
    name: 'Marine Products Export Development Authority',
    places: { KOCHI: 'Kochi', VIZAG: 'Visakhapatnam' },
  },
  {
    code: 'MCCIA',
    name: 'Mahratta Chamber of Commerce, Industries and Agriculture',
    places: { PUNE: 'Pune' },
  },
  { code: 'IMC', name: 'IMC Chamber of Commerce and Industry', places: { MUMBAI: 'Mumbai' } },
] as const;

/** What follows the @ of an agency's addresses. */
export const domainOf = (agency: string): string => `${agency.toLowerCase()}.example`;

/** Where DGFT reaches an agency's administrator. */
export const officialEmailOf = (agency: string): string => `admin@${domainOf(agency)}`;

export type SeedOffice = {
  id: string;
  agency: string;
  agencyName: string;
  code: string;
  place: string;
  merchantId: string;
};

export const offices: readonly SeedOffice[] = agencies.flatMap(({ code: agency, name, places }) =>
  Object.entries(places).map(([code, place]) => ({
    id: `${agency}-${code}`,
    agency,
    agencyName: name,
    code,
    place,
    merchantId: `${agency}${code}`,
  })),
);
