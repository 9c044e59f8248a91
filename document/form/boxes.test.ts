import { describe, expect, test } from 'vitest';
import type { CertificateContent } from '../../domain/certificate/certificate.ts';
import { countryName } from '../../domain/identifier/country.ts';
import { pageSize, type Rectangle } from '../pdf/canvas.ts';
import { type DrawnText, drawnTexts } from '../testing/drawn-form.ts';
import { formContent } from '../testing/form-content.ts';
import { frame } from './compose.ts';
import { formOf, forms } from './forms.ts';
import { place } from './place.ts';

/*
 * Every box of every form, as the agreements and certificates in use have them: its number, how its
 * label begins, and what of a certificate must stand in it.
 */
const consigned = `
1 Goods consigned from | exporter
2 Goods consigned to | consignee`;
const transportThenOfficial = `
3 Means of transport and route | transport
4 For official use |`;
const itemised = `
5 Item number | number
6 Marks and numbers | marks
7 Number and type of packages | goods quantity hs
8 Origin criterion | criterion
9 Gross weight or other quantity and value (FOB) | weight value
10 Number and date of invoices | invoice
11 Declaration by the exporter | india importing declared
12 Certification | certified late`;
const formAi = consigned + transportThenOfficial + itemised;
const saptaGoods = `
6 Marks and numbers of packages | marks
7 Number and kind of packages; description of goods | number goods hs
8 Origin criterion | criterion
9 Gross weight or other quantity | weight quantity
10 Number and date of invoices | invoice
11 Declaration by the exporter | india importing declared`;
const saptaFirst = `${consigned}${transportThenOfficial}
5 Tariff item number | hs${saptaGoods}`;
const sapta = `${saptaFirst}
12 Certificate | certified late`;
const annexGoods = (first: number) => `
${first} Item number (as necessary); Marks and numbers | number marks goods hs
${first + 1} | criterion
${first + 2} | weight quantity
${first + 3} Invoice number(s) and date(s) | invoice`;
const annexGoodsCumulated = annexGoods(5).replace('| criterion', '| criterion cumulation');
const twelveBoxes = `
1 Exporter's Name, Address and Country | exporter
2 | producer
3 Importer's or Consignee's Name, Address and Country | consignee
4 | transport${annexGoods(5)}
9 Remarks | late reason in-lieu back-to-back remarks
10 | third-party
11 Declaration by the exporter | india declared
12 Certification | export-document certified`;
const tenBoxes = `
1 Exporter's Name, Address and Country | exporter
2 Importer's | consignee
3 Transport details | transport${annexGoods(4)}
8 Remarks | late third-party reason in-lieu back-to-back remarks
9 Declaration by the exporter | india declared
10 Certification | export-document certified`;
const thirteenBoxes = `
1 Producer or exporter | exporter
2 Importer | consignee
3 Port of shipment | port-of-loading vessel export-document
4 Country of destination | importing port-of-discharge
5 Commercial invoice | invoice
6 Nº Order | number
7 Tariff item number | hs
8 Description of goods | goods marks
9 Gross weight or other quantity | weight quantity
Nº Order | number
10 Origin criterion | criterion
11 Observations | producer third-party reason in-lieu back-to-back remarks
12 Declaration by the Producer or Exporter | india declared
13 Certification by Certifying Authority | certified late`;
const nonPreferential = `${consigned}${transportThenOfficial}
5 Item number | number
6 Marks and numbers of packages | marks
7 Number and kind of packages; description of goods | goods hs
8 Origin criteria | criterion
9 Gross weight or other quantity | weight quantity
10 Number and date of invoice | invoice
11 Certification | certified late`;

const layouts: Record<string, string> = {
  AIFTA: formAi,
  ISCECA: formAi,
  MICECA: formAi,
  ITFTA: formAi,
  SAFTA: `${saptaFirst}
12 Certificate | certified
13 Issued retrospectively, or certified true copy | late`,
  ISFTA: sapta,
  INDAFG: sapta,
  GSTP: sapta,
  APTA: `${consigned}
3 For official use |
4 Means of transport and route | transport
5 Tariff item number | heading${saptaGoods}
12 Certificate | certified late`,
  IJCEPA: tenBoxes,
  CECPA: tenBoxes,
  INUAECEPA: twelveBoxes.replace(annexGoods(5), annexGoodsCumulated),
  INOMCEPA: twelveBoxes.replace(annexGoods(5), annexGoodsCumulated),
  AIECTA: twelveBoxes,
  'EFTATEPA-AGENCY': twelveBoxes,
  'EFTATEPA-SELF': twelveBoxes.replace(
    '12 Certification | export-document certified',
    '12 Signature of the exporter | export-document signed',
  ),
  INUKCETA: twelveBoxes,
  IKCEPA: `
1 Exporter (name, address, country | exporter
2 Producer (name, address, country) (optional) | producer
3 Importer (name, address, country) (optional) | consignee
4 Means of transport and route (optional) | transport
5 For Official Use |
6 Remarks | late reason in-lieu back-to-back remarks
7 HS Code (6 digit) | hs
8 Description of goods, including quantity | number goods marks quantity
9 Gross weight and value (FOB) | weight value
10 Origin criterion | criterion
11 Number and date of Invoices | invoice
12 Declaration by the exporter | india importing declared
13 Certification | certified
14 Third country invoicing (name, address, country) | third-party`,
  MERCOSUR: thirteenBoxes,
  CHILE: thirteenBoxes,
  NONPREF: `${nonPreferential}
12 Declaration by the exporter | india declared`,
  'NONPREF-B2B': `${nonPreferential}
12 Declaration by the exporter | supporting-country declared`,
};

/** What stands behind the words of the tables above. */
function saidIn(content: CertificateContent): Record<string, string[]> {
  const [item] = content.items;
  const { transport, exporter, consignee, producer, thirdCountryInvoice, backToBack } = content;
  if (!item || !producer || !thirdCountryInvoice || !backToBack) throw new Error('a full sample');
  const country = (code: string) => (countryName(code) ?? '').toUpperCase();
  return {
    exporter: [exporter.name, ...exporter.address, 'INDIA', exporter.iec],
    consignee: [consignee.name, ...consignee.address, country(consignee.country)],
    producer: [producer.name, ...producer.address, 'INDIA'],
    transport: [
      'By sea',
      transport.portOfLoading,
      '25 Nov 2026',
      transport.vessel,
      transport.portOfDischarge,
      content.exportDocument.shippingBillNumber,
    ],
    'port-of-loading': [transport.portOfLoading],
    'port-of-discharge': [transport.portOfDischarge],
    vessel: [transport.vessel, '25 Nov 2026'],
    number: [String(item.number)],
    marks: [item.marks],
    goods: [`${item.packages.count} ${item.packages.kind}`, item.description],
    quantity: [`${item.quantity.value} ${item.quantity.unit}`],
    hs: [item.hs],
    heading: [item.hs.slice(0, 4)],
    criterion: [item.criterion],
    cumulation: [`Cumulation: ${country(consignee.country)}`],
    weight: [`${item.grossWeightKg} KGS`],
    value: [`FOB ${item.fob.currency} ${item.fob.amount}`],
    invoice: [item.invoice, '17 Nov 2026'],
    india: ['INDIA'],
    importing: [country(consignee.country)],
    'supporting-country': [country(backToBack.country)],
    declared: [exporter.name, content.applicationId],
    certified: [content.office.name, content.office.place, '22 Nov 2026', content.officer.name],
    signed: [exporter.name, exporter.iec, content.officer.name, '22 Nov 2026'],
    late: content.endorsements,
    reason: [content.retrospective?.reason ?? ''],
    remarks: [content.remarks ?? ''],
    'in-lieu': [content.inLieuOf?.number ?? '', '2 Nov 2026'],
    'back-to-back': [backToBack.number, backToBack.issuer, '1 Sep 2026', 'VIET NAM'],
    'third-party': [
      thirdCountryInvoice.name,
      ...thirdCountryInvoice.address,
      'SWITZERLAND',
      thirdCountryInvoice.number,
      '18 Nov 2026',
    ],
    'export-document': [content.exportDocument.shippingBillNumber, '22 Nov 2026', 'INNSA1'],
  };
}

/** The boxes of a form from the first to the last, each with the place that is its own. */
function placesOf(scheme: string): { number: string; label: string; area: Rectangle }[] {
  const boxes = place(formOf(scheme).layout, frame).flatMap(({ part, area }) => {
    if (part.kind === 'box' || part.kind === 'certification') {
      return [{ number: part.number, label: part.label, area }];
    }
    if (part.kind !== 'goods') return [];
    let x = area.x;
    return part.columns.map(({ number, label, share }) => {
      const column = { ...area, x, width: area.width * share };
      x += column.width;
      return { number, label, area: column };
    });
  });
  const last = (number: string, at: number) =>
    number === '' ? Number(boxes[at - 1]?.number) + 0.5 : Number(number);
  return boxes
    .map((box, at) => ({ box, order: last(box.number, at) }))
    .sort((a, b) => a.order - b.order)
    .map(({ box }) => box);
}

const within =
  ({ x, y, width, height }: Rectangle) =>
  (text: DrawnText) => {
    const fromTop = pageSize.height - text.y;
    return (
      text.page === 0 &&
      text.x >= x - 0.01 &&
      text.x < x + width - 0.01 &&
      fromTop > y &&
      fromTop < y + height
    );
  };
const letters = (text: string) => text.replace(/\s/g, '');

test('there is a table for every form', () => {
  expect(Object.keys(layouts).sort()).toEqual(Object.keys(forms).sort());
});

describe.each(Object.entries(layouts))('%s', (scheme, table) => {
  const rows = table
    .trim()
    .split('\n')
    .map((row) => /^(\d*) ?(.*?) ?\|(.*)$/.exec(row)?.slice(1) ?? []);
  const content = formContent(scheme, 1);
  const { texts } = drawnTexts(content);
  const said = saidIn(content);
  const places = placesOf(scheme);

  test('R38 has these boxes and no others, in this order', () => {
    expect(places.map(({ number }) => number)).toEqual(rows.map(([number]) => number));
  });

  test.each(rows)('R38 box %s, %s: says %s', (...row) => {
    const [number, label = '', names = ''] = row;
    const box = places.find((one) => one.number === number);
    if (!box) throw new Error(`no box ${number}`);
    const printed = texts.filter(within(box.area)).map(({ text }) => text);
    const inside = letters(printed.join(''));
    expect(inside).toMatch(new RegExp(`^${number}\\.?`));
    expect(box.label.startsWith(label)).toBe(true);
    expect(inside).toContain(letters(box.label));
    for (const name of names.split(' ').filter((word) => word !== '')) {
      for (const words of said[name] ?? [`nothing is called ${name}`]) {
        expect(inside).toContain(letters(words));
      }
    }
  });
});

describe('squares are marked where they apply, and only there', () => {
  const crosses = (content: CertificateContent) =>
    drawnTexts(content)
      .texts.map(({ text }, at, all) => (text === '×' ? all[at + 1]?.text : null))
      .filter((text) => text !== null);
  const plain = (scheme: string): CertificateContent => ({
    ...formContent(scheme, 1),
    endorsements: [],
    retrospective: null,
    thirdCountryInvoice: null,
  });

  test.each([
    ['IJCEPA', ['Third Country Invoicing', 'ISSUED RETROSPECTIVELY']],
    ['CECPA', ['ISSUED RETROSPECTIVELY']],
    ['INUAECEPA', ['ISSUED RETROSPECTIVELY']],
    ['AIECTA', ['ISSUED RETROSPECTIVELY', 'Non-party invoicing']],
    ['EFTATEPA-AGENCY', ['Third-party invoicing']],
    ['AIFTA', []],
  ])('R38 %s: %j', (scheme, marked) => {
    expect(crosses(formContent(scheme, 1))).toEqual(marked);
    expect(crosses(plain(scheme))).toEqual([]);
  });

  test('R38 an empty square stands beside the form’s own words', () => {
    const printed = drawnTexts(plain('IJCEPA')).texts.map(({ text }) => text);
    expect(printed).toEqual(expect.arrayContaining(['ISSUED RETROACTIVELY']));
  });
});
