import type { CertificateItem } from '../../domain/certificate/certificate.ts';
import type { Column } from './form.ts';
import { invoiceCell, printedCountry } from './wording.ts';

type Place = Pick<Column, 'number' | 'label' | 'share'>;

const packed = ({ packages }: CertificateItem) => `${packages.count} ${packages.kind}`;
const measured = ({ quantity }: CertificateItem) => `${quantity.value} ${quantity.unit}`;
const weighed = ({ grossWeightKg }: CertificateItem) => `${grossWeightKg} KGS`;

/** The columns that forms are made of; each form gives its number, its label and its width. */
export const itemNumberColumn = (place: Place): Column => ({
  ...place,
  centred: true,
  cell: ({ number }) => [String(number)],
});

export const marksColumn = (place: Place): Column => ({ ...place, cell: ({ marks }) => [marks] });

/** Packages, description, and below them what the form wants to have said with them. */
export const goodsColumn = (
  place: Place,
  below: (item: CertificateItem) => string[],
  before: (item: CertificateItem) => string = () => '',
): Column => ({
  ...place,
  main: true,
  cell: (item) => [`${before(item)}${packed(item)}: ${item.description}`, ...below(item)],
});

export const withQuantityAndHs = (item: CertificateItem): string[] => [
  `Quantity ${measured(item)}; HS ${item.hs}`,
];
export const withHs = ({ hs }: CertificateItem): string[] => [`HS ${hs}`];

/** One field for all that identifies an item, as the annexes of newer agreements have it. */
export const combinedColumn = (place: Place): Column => ({
  ...place,
  main: true,
  cell: (item) => [
    `${item.number}. ${item.marks}; ${packed(item)}; ${item.description}`,
    `HS ${item.hs}`,
  ],
});

export const criterionColumn = (place: Place): Column => ({
  ...place,
  centred: true,
  cell: ({ criterion }) => [criterion],
});

export const weightAndValueColumn = (place: Place): Column => ({
  ...place,
  cell: (item) => [weighed(item), `FOB ${item.fob.currency} ${item.fob.amount}`],
});

export const weightAndQuantityColumn = (place: Place): Column => ({
  ...place,
  cell: (item) => [`Gross ${weighed(item)}`, measured(item)],
});

export const invoiceColumn = (place: Place): Column => ({
  ...place,
  cell: ({ invoice }, content) => invoiceCell(invoice, content),
});

/** The criterion, and below it whose materials count with India's. */
export const criterionAndCumulationColumn = (place: Place): Column => ({
  ...place,
  centred: true,
  cell: ({ criterion, cumulation = [] }) =>
    cumulation.length === 0
      ? [criterion]
      : [criterion, `Cumulation: ${cumulation.map(printedCountry).join(', ')}`],
});

/** The tariff code, as long as the form wants it. */
export const tariffColumn = (place: Place, digits: 4 | 6): Column => ({
  ...place,
  centred: true,
  cell: ({ hs }) => [hs.slice(0, digits)],
});
