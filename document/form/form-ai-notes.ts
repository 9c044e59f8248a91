import type { Form } from './form.ts';

const note = (text: string) => ({ text, size: 9.2, above: 8 });
const line = (text: string) => ({ text: `–  ${text}`, size: 9.2, above: 3 });

/** What stands on the back of Form AI, for the officials who read the front. */
export const formAiNotes: Form['notes'] = {
  heading: 'OVERLEAF NOTES',
  body: [
    note(
      '1.  Parties which accept this form for the purpose of preferential tariff under the ASEAN-India Free Trade Area: Brunei Darussalam, Cambodia, India, Indonesia, Lao PDR, Malaysia, Myanmar, Philippines, Singapore, Thailand, Viet Nam.',
    ),
    note(
      '2.  Conditions. To enjoy the preferential tariff, goods sent to any of these Parties must',
    ),
    line(
      'fall within a description of goods eligible for concessions in the country of destination;',
    ),
    line('have been consigned directly, as the rules of origin of the agreement require; and'),
    line('comply with the origin criteria of the agreement.'),
    note('3.  Origin criteria, as stated in box 8:'),
    line('WO: goods wholly obtained or produced in the exporting Party;'),
    line(
      'RVC [ ] %+CTSH: goods not wholly obtained, with an AIFTA content of at least 35 per cent of the FOB value, the percentage stated in the brackets, whose non-originating materials have undergone a change in tariff subheading.',
    ),
    note(
      '4.  Each article must qualify: every item of a consignment must qualify separately in its own right.',
    ),
    note(
      '5.  Description of goods: it must be sufficiently detailed for customs officers to identify the goods. The Harmonized System number in box 7 is that of the importing Party.',
    ),
    note('6.  The term "exporter" in box 11 may include the manufacturer or the producer.'),
    note(
      '7.  For official use: the customs authority of the importing Party indicates in box 4 whether or not preferential tariff is accorded.',
    ),
    note(
      '8.  Third country invoicing: where invoices are issued by a third country, the name, address and country of the company that issues them are stated in box 7.',
    ),
    note(
      '9.  A certificate issued after the time that the agreement allows bears the words ISSUED RETROACTIVELY in box 12.',
    ),
    note(
      '10.  This is an electronic certificate. It carries a digital signature and a time stamp over the whole document; the QR code in box 12 can be checked on the issuing service and, with the published keys, without a network.',
    ),
  ],
};
