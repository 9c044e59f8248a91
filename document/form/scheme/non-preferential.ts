import type { CertificateContent } from '../../../domain/certificate/certificate.ts';
import {
  criterionColumn,
  goodsColumn,
  invoiceColumn,
  itemNumberColumn,
  marksColumn,
  weightAndQuantityColumn,
  withHs,
} from '../columns.ts';
import { type Body, box, type Form, goods, type Paragraph } from '../form.ts';
import { certification, named } from '../layout/boxes.ts';
import { consignmentForm, plainDeclaration } from '../layout/consignment-form.ts';
import { issuedInIndia } from '../layout/titles.ts';
import { closing } from '../statements.ts';
import { printedCountry } from '../wording.ts';

const goodsTable = goods(
  closing('without-value'),
  itemNumberColumn({ number: '5', label: 'Item number', share: 0.065 }),
  marksColumn({ number: '6', label: 'Marks and numbers of packages', share: 0.16 }),
  goodsColumn(
    { number: '7', label: 'Number and kind of packages; description of goods', share: 0.33 },
    withHs,
  ),
  criterionColumn({ number: '8', label: 'Origin criteria', share: 0.11 }),
  weightAndQuantityColumn({ number: '9', label: 'Gross weight or other quantity', share: 0.175 }),
  invoiceColumn({ number: '10', label: 'Number and date of invoice', share: 0.16 }),
);

const head =
  (...names: Paragraph[]): Body =>
  ({ agency, office }) => [
    { text: agency.name, bold: true, size: 9.5, centred: true },
    { text: office.address.join(', '), size: 6.5, centred: true },
    ...names.map((name) => ({ ...name, bold: true, centred: true })),
    ...issuedInIndia,
  ];

const said = (text: string, above = 0): Paragraph => ({ text, size: 7.4, above });

type PlainForm = Pick<Form, 'title' | 'source' | 'confirmed'> & {
  names: Paragraph[];
  certified: string;
  /** Where the goods were produced, as the declaration names it. */
  producedIn: (content: CertificateContent) => string;
  /** How the declaration goes on behind it. */
  declared: string;
};

/**
 * Annexure II to Appendix 2E. Its title has to say "Non-Preferential", and certification (11) comes
 * before the exporter's declaration (12), the other way round than in preferential forms.
 */
const plainForm = ({ names, certified, producedIn, declared, ...form }: PlainForm): Form =>
  consignmentForm({
    ...form,
    titles: head(...names),
    officialUse: box('4', 'For official use', () => []),
    goods: goodsTable,
    certificationFirst: true,
    certification: certification('11', 'Certification', certified),
    declaration: plainDeclaration('12', (content) => [
      said(
        'The undersigned hereby declares that the above details and statements are correct; that all the goods were produced in',
      ),
      ...named(producedIn(content), '(Country)'),
      said(declared, 2),
    ]),
    notes: null,
  });

/** Goods of Indian origin. */
export const nonPreferential: Form = plainForm({
  title: 'Certificate of Origin (Non-Preferential)',
  source: 'Foreign Trade Policy 2023, Annexure II to Appendix 2E; a certificate in use',
  confirmed: true,
  names: [
    { text: 'CERTIFICATE OF ORIGIN', size: 14, above: 8 },
    { text: '(Non-Preferential)', size: 11 },
  ],
  certified:
    'It is hereby certified that, to the best of our knowledge and belief and on the basis of the documents examined, the goods described above are of Indian origin.',
  producedIn: () => 'INDIA',
  declared:
    'and that they comply with the origin requirements for exports under a non-preferential certificate of origin.',
});

/** Goods of another country that leave India again: their origin is what its document says. */
export const backToBack: Form = plainForm({
  title: 'Back-to-Back Certificate of Origin (Non-Preferential)',
  source:
    'Layout of Annexure II to Appendix 2E, with the particulars that paragraph 2.93(f) of the Handbook of Procedures asks for: a form of its own was not seen',
  confirmed: false,
  names: [
    { text: 'BACK-TO-BACK', size: 11, above: 4 },
    { text: 'CERTIFICATE OF ORIGIN', size: 14 },
    { text: '(Non-Preferential)', size: 11 },
  ],
  certified:
    'It is hereby certified, on the basis of the documents examined, that the goods described above are of foreign origin, as the supporting document named below the goods states.',
  producedIn: ({ backToBack: supporting }) =>
    supporting ? printedCountry(supporting.country) : '',
  declared:
    'as the supporting document named below the goods states, and are re-exported, transshipped or sold on from India without having become of Indian origin.',
});
