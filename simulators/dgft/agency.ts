/** An issuing agency as `GET /agencies` answers; names are real, addresses are made up. */
export type Agency = {
  code: string;
  name: string;
  emailDomain: string;
  officialEmail: string;
  schemes: string[];
  /** IECs under which the agency exports itself. */
  ownIecs: string[];
  active: boolean;
};

const agency = (code: string, name: string, schemes: string[], ownIecs: string[] = []): Agency => {
  const emailDomain = `${code.toLowerCase()}.example`;
  const officialEmail = `admin@${emailDomain}`;
  return { code, name, emailDomain, officialEmail, schemes, ownIecs, active: true };
};

const nonPreferential = ['NONPREF', 'NONPREF-B2B'];

/** What most agencies of Appendix 2B may issue under. */
const every = [
  ...['AIFTA', 'SAFTA', 'APTA', 'ISFTA', 'IJCEPA', 'IKCEPA', 'MICECA', 'ISCECA', 'MERCOSUR'],
  ...['CHILE', 'INDAFG', 'CECPA', 'INUAECEPA', 'AIECTA', 'EFTATEPA-AGENCY', 'INOMCEPA', 'INUKCETA'],
  ...nonPreferential,
];

/** Some of those in HBP Appendices 2B and 2E. */
export const agencies: readonly Agency[] = [
  agency('EIC', 'Export Inspection Council', [...every, 'ITFTA', 'GSTP']),
  agency('FIEO', 'Federation of Indian Export Organisations', every),
  agency('TXC', 'Textiles Committee', every),
  agency(
    'MPEDA',
    'Marine Products Export Development Authority',
    [...every, 'ITFTA'],
    ['AAALM0153D'],
  ),
  agency('MCCIA', 'Mahratta Chamber of Commerce, Industries and Agriculture', every),
  agency('IMC', 'IMC Chamber of Commerce and Industry', every),
  agency('APEDA', 'Agricultural and Processed Food Products Export Development Authority', every),
  agency('PHDCCI', 'PHD Chamber of Commerce and Industry', nonPreferential),
  agency('ASSOCHAM', 'Associated Chambers of Commerce and Industry of India', nonPreferential),
];
