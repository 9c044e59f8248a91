import {
  criterionColumn,
  goodsColumn,
  invoiceColumn,
  tariffColumn,
  weightAndValueColumn,
} from '../columns.ts';
import {
  box,
  columns,
  type Form,
  goods,
  masthead,
  rows,
  sized,
  together,
  usualWording,
} from '../form.ts';
import {
  certification,
  consigneeBox,
  controlCarriedOut,
  exporterBox,
  producerBox,
  thirdPartyBox,
  transportBox,
} from '../layout/boxes.ts';
import { exportersDeclaration } from '../layout/consignment-form.ts';
import { conditions, eachItem, late, overleaf } from '../layout/notes.ts';
import { agreement, combined, document, issuedInIndia, titles } from '../layout/titles.ts';
import { endorsed, issuersParticularsAlone } from '../particulars.ts';
import { besideItems, closing, saying } from '../statements.ts';

/** The Comprehensive Economic Partnership Agreement with Korea: fourteen boxes. */
export const korea: Form = {
  title: 'India-Korea Comprehensive Economic Partnership Agreement, Certificate of Origin',
  source: 'INKCEPA Rules of Origin, Notification 187/2009-Customs (N.T.), Annexure V',
  confirmed: true,
  wording: { ...usualWording, copies: 'Original (Duplicate/Triplicate/Quadruplicate)' },
  layout: rows(
    [
      248,
      columns(
        [
          0.5,
          rows(
            [
              68,
              exporterBox(
                '1',
                'Exporter (name, address, country, e-mail address, telephone number, fax number)',
              ),
            ],
            [56, producerBox('2', 'Producer (name, address, country) (optional)')],
            [56, consigneeBox('3', 'Importer (name, address, country) (optional)')],
            [68, transportBox('4', 'Means of transport and route (optional)')],
          ),
        ],
        [
          0.5,
          rows(
            [
              152,
              masthead(
                titles(
                  agreement('INDIA-KOREA COMPREHENSIVE'),
                  agreement('ECONOMIC PARTNERSHIP AGREEMENT'),
                  document('PREFERENTIAL'),
                  document('CERTIFICATE OF ORIGIN'),
                  combined,
                  issuedInIndia,
                ),
              ),
            ],
            [96, box('5', 'For Official Use', () => [])],
          ),
        ],
      ),
    ],
    [
      60,
      box(
        '6',
        'Remarks',
        sized(
          7.4,
          together(endorsed, saying('retrospective', 'in-lieu', 'back-to-back', 'remarks')),
        ),
        { crossed: true },
      ),
    ],
    [
      'rest',
      goods(
        closing('with-value', besideItems),
        tariffColumn({ number: '7', label: 'HS Code (6 digit)', share: 0.1 }, 6),
        goodsColumn(
          { number: '8', label: 'Description of goods, including quantity', share: 0.37 },
          (item) => [
            `Marks ${item.marks}`,
            `Quantity ${item.quantity.value} ${item.quantity.unit}`,
          ],
          ({ number }) => `${number}. `,
        ),
        weightAndValueColumn({ number: '9', label: 'Gross weight and value (FOB)', share: 0.18 }),
        criterionColumn({ number: '10', label: 'Origin criterion', share: 0.175 }),
        invoiceColumn({ number: '11', label: 'Number and date of Invoices', share: 0.175 }),
      ),
    ],
    [
      190,
      columns(
        [
          0.44,
          exportersDeclaration(
            '12',
            'the INDIA-KOREA Comprehensive Economic Partnership Agreement',
          ),
        ],
        [
          0.56,
          certification('13', 'Certification', controlCarriedOut, {
            particulars: issuersParticularsAlone,
            foot: 'Place and date, signature and stamp of issuing authority',
          }),
        ],
      ),
    ],
    [40, thirdPartyBox('14', 'Third country invoicing (name, address, country)')],
  ),
  notes: overleaf('13', [
    'India and the Republic of Korea accept this form for the purpose of preferential tariff under the Comprehensive Economic Partnership Agreement (INKCEPA).',
    conditions,
    [
      'Origin criteria, as stated in box 10:',
      'WO: goods wholly obtained or produced in the territory of the exporting Party;',
      'CTSH + RVC 35%: goods that meet article 3.4.1(b) of the agreement;',
      'PSR: goods that meet the rule which the agreement has for that product, a change in tariff classification, a regional value content, one of them or both.',
    ],
    eachItem,
    'Box 7 takes six digits of the Harmonized System. Boxes 2, 3 and 4 are optional.',
    'Third country invoicing: where the invoice is issued in a third country, box 14 states name, address and country of the company that issues it.',
    late('ISSUED RETROACTIVELY', '6'),
  ]),
};
