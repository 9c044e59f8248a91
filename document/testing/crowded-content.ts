import type { CertificateContent } from '../../domain/certificate/certificate.ts';
import { aiftaContent } from './sample-content.ts';

const [item] = aiftaContent.items;
if (!item) throw new Error('the sample has an item');

/** A certificate that fills every place that can be filled and overflows its first page. */
export const crowdedContent: CertificateContent = {
  ...aiftaContent,
  number: 'EIC-MUMBAI-2026-0000418-M',
  endorsements: ['ISSUED RETROACTIVELY'],
  inLieuOf: {
    number: 'EIC-MUMBAI-2026-0000397-P',
    issuedOn: '2026-11-02',
    firstIssuedOn: '2026-11-02',
  },
  retrospective: { reason: 'Buyer asked for the preferential certificate after shipment' },
  remarks: 'Part shipment under contract 77; न्यू दिल्ली कार्यालय द्वारा जाँचा गया; Đà Nẵng; Łódź',
  producer: {
    name: 'Vindhya Polymers LLP',
    address: ['Survey 88, GIDC Vapi', 'Gujarat 396195'],
    country: 'IN',
  },
  thirdCountryInvoice: {
    name: 'Helvetia Commodities AG',
    address: ['Bahnhofstrasse 12', '8001 Zürich'],
    country: 'CH',
    number: 'HC-2026-8841',
    date: '2026-11-18',
  },
  exporter: {
    ...aiftaContent.exporter,
    address: [
      'Plot 14, MIDC Taloja Industrial Area, Behind the Old Cement Works, Near Water Tank Five',
      'Sector 9, Additional Phase II Extension, Navi Mumbai Municipal Corporation Limits',
      'Navi Mumbai 410208, District Raigad, Maharashtra',
      'Works: Survey No. 221/4B, Village Kandalgaon, Taluka Panvel, with a long last address line',
    ],
  },
  items: Array.from({ length: 23 }, (_, index) => ({
    ...item,
    number: index + 1,
    marks: index === 2 ? 'M'.repeat(90) : item.marks,
    description:
      index === 4
        ? `Melamine resin, ${'spray dried with additives as the purchase order says, '.repeat(90)}end`
        : `${item.description}, grade ${index + 1}`,
  })),
};
