import type { CertificateContent } from '../../domain/certificate/certificate.ts';
import { aiftaContent } from './sample-content.ts';

/** For each scheme a country that it goes to and a criterion as its form prints it. */
export const schemeSamples: Readonly<Record<string, { to: string; criterion: string }>> = {
  AIFTA: { to: 'TH', criterion: 'RVC [79.73] %+CTSH' },
  SAFTA: { to: 'BD', criterion: 'B 42.50%' },
  APTA: { to: 'CN', criterion: 'C 61.20%' },
  ISFTA: { to: 'LK', criterion: 'B 40%' },
  IJCEPA: { to: 'JP', criterion: 'B' },
  IKCEPA: { to: 'KR', criterion: 'CTSH + RVC 35%' },
  MICECA: { to: 'MY', criterion: 'QVC[ 41.20 ] % and CTSH' },
  ISCECA: { to: 'SG', criterion: 'PSR' },
  ITFTA: { to: 'TH', criterion: 'PSR' },
  MERCOSUR: { to: 'BR', criterion: 'B 32.4%' },
  CHILE: { to: 'CL', criterion: 'B 51%' },
  INDAFG: { to: 'AF', criterion: 'A' },
  CECPA: { to: 'MU', criterion: 'PSR' },
  INUAECEPA: { to: 'AE', criterion: 'PSR' },
  AIECTA: { to: 'AU', criterion: 'CTSH + QVC 70 build-down' },
  'EFTATEPA-AGENCY': { to: 'CH', criterion: 'PSR' },
  'EFTATEPA-SELF': { to: 'NO', criterion: 'WO' },
  INOMCEPA: { to: 'OM', criterion: 'PSR' },
  INUKCETA: { to: 'GB', criterion: 'PSR' },
  GSTP: { to: 'EG', criterion: 'C 64%' },
  NONPREF: { to: 'DE', criterion: 'INDIAN' },
  'NONPREF-B2B': { to: 'DE', criterion: 'VIET NAM' },
};

/**
 * A certificate under any scheme with so many items, late, in lieu of another, with a producer, an
 * invoice of a third country and a supporting document: everything that a form must find a place for.
 */
export function formContent(scheme: string, items: number): CertificateContent {
  const sample = schemeSamples[scheme];
  const [item] = aiftaContent.items;
  if (!sample || !item) throw new RangeError(`No sample for ${scheme}`);
  return {
    ...aiftaContent,
    scheme,
    endorsements: ['ISSUED RETROSPECTIVELY'],
    retrospective: { reason: 'Asked for after shipment' },
    remarks: 'Contract 77',
    inLieuOf: {
      number: 'EIC-MUMBAI-2026-0000397-P',
      issuedOn: '2026-11-02',
      firstIssuedOn: '2026-11-02',
    },
    consignee: { name: 'Importer Łódź Ltd', address: ['12 Harbour Road'], country: sample.to },
    producer: { name: 'Vindhya Polymers LLP', address: ['Survey 88, Vapi'], country: 'IN' },
    thirdCountryInvoice: {
      name: 'Helvetia Commodities AG',
      address: ['8001 Zürich'],
      country: 'CH',
      number: 'HC-2026-8841',
      date: '2026-11-18',
    },
    backToBack: {
      country: 'VN',
      documentType: 'Certificate of Origin',
      number: 'VN-22/118',
      date: '2026-09-01',
      issuer: 'VCCI Hanoi',
    },
    items: Array.from({ length: items }, (_, index) => ({
      ...item,
      number: index + 1,
      description: `${item.description}, grade ${index + 1}`,
      criterion: sample.criterion,
      cumulation: [sample.to],
    })),
  };
}
