import { box, rows } from './form.ts';
import { partyParagraphs, transportParagraphs } from './wording.ts';

/** Boxes 1 and 2 of the twelve-box forms: who sends the goods, and to whom. */
export const parties = rows(
  [
    72,
    box(
      '1',
      "Goods consigned from (Exporter's business name, address, country)",
      ({ exporter }) => [...partyParagraphs(exporter), { text: `IEC ${exporter.iec}` }],
    ),
  ],
  [
    72,
    box('2', "Goods consigned to (Consignee's name, address, country)", ({ consignee }) =>
      partyParagraphs(consignee),
    ),
  ],
);

/** Box 3 of the same forms. */
export const transport = box(
  '3',
  'Means of transport and route (as far as known)',
  transportParagraphs,
);
