import { describe, expect, test } from 'vitest';
import { addDays } from '../calendar/plain-date.ts';
import { refusalCodes } from '../refusal-codes.ts';
import { type RefusedChange, refusedOrigins } from '../testing/refused-origins.ts';
import {
  changedSample,
  sampleApplication,
  sampleExporter,
  sampleToday,
} from '../testing/sample-application.ts';
import { dataSets, type ServedFrom } from '../transition/transition.ts';
import type { CooApplication } from './application.ts';
import { examineApplication } from './examine.ts';
import { codesToLookUp } from './rules/codes-exist.ts';

function examine(application: CooApplication) {
  return examineApplication({ application, exporter: null, today: sampleToday, holidays: [] });
}

function found(application: CooApplication) {
  return examine(application).refusals.map(({ code, pointer }) => [code, pointer]);
}

const day = (days: number) => addDays(sampleToday, days);
const sheet = '/items/0/origin/costSheet';
const third = { name: 'Trader', address: ['1 Street'], number: 'T/1', date: day(-1) };
const original = { country: 'CN', documentType: 'CoO', number: '1', date: day(-9), issuer: 'X' };

/** What is changed, where the refusal points, and how the application then reads. */
const refusals: RefusedChange[] = [
  ['scheme-unknown', 'resin', { '/scheme': 'AITFA' }, '/scheme'],
  ['scheme-not-offered', 'resin', { '/scheme': 'SAPTA' }, '/scheme'],
  ['scheme-not-offered', 'resin', { '/scheme': 'INNZFTA' }, '/scheme'],
  ['date-invalid', 'resin', { '/invoices/0/date': '2026-02-29' }, '/invoices/0/date'],
  ['date-invalid', 'resin', { '/transport/departureDate': '' }, '/transport/departureDate'],
  ['amount-invalid', 'resin', { [`${sheet}/labour`]: '9,800.00' }, `${sheet}/labour`],
  ['amount-invalid', 'chillies', { '/items/0/fob/amount': '1e3' }, '/items/0/fob/amount'],
  ['amount-not-positive', 'chillies', { '/items/0/fob/amount': '0.00' }, '/items/0/fob/amount'],
  [
    'amount-not-positive',
    'chillies',
    { '/items/0/quantity/value': '-1' },
    '/items/0/quantity/value',
  ],
  ['amount-negative', 'resin', { [`${sheet}/profit`]: '-1.00' }, `${sheet}/profit`],
  ['currency-unknown', 'resin', { '/invoices/0/currency': 'USN' }, '/invoices/0/currency'],
  ['currency-unknown', 'chillies', { '/items/0/fob/currency': 'eur' }, '/items/0/fob/currency'],
  ['currency-unknown', 'resin', { [`${sheet}/currency`]: 'DOL' }, `${sheet}/currency`],
  ['country-unknown', 'resin', { '/consignee/country': 'XX' }, '/consignee/country'],
  [
    'country-unknown',
    'resin',
    { [`${sheet}/materials/2/origin`]: 'EU' },
    `${sheet}/materials/2/origin`,
  ],
  [
    'invoices-differ-from-shipping-bill',
    'resin',
    { '/exportDocument/invoiceNumbers': ['another'] },
    '/exportDocument/invoiceNumbers',
  ],
  ['hs-code-malformed', 'resin', { '/items/0/hsExport': '293369' }, '/items/0/hsExport'],
  ['hs-code-malformed', 'resin', { '/items/0/hsImport': '2933' }, '/items/0/hsImport'],
  [
    'hs-code-malformed',
    'resin',
    { [`${sheet}/materials/0/hs`]: '770110' },
    `${sheet}/materials/0/hs`,
  ],
  ['hs-codes-disagree', 'resin', { '/items/0/hsImport': '390920' }, '/items/0/hsImport'],
  ['partner-country-mismatch', 'resin', { '/consignee/country': 'DE' }, '/consignee/country'],
  ['partner-country-mismatch', 'chillies', { '/consignee/country': 'IN' }, '/consignee/country'],
  [
    'producer-not-in-india',
    'resin',
    { '/producer': { name: 'Maker', address: ['1 Road'], country: 'TH' } },
    '/producer/country',
  ],
  [
    'loading-port-not-in-india',
    'resin',
    { '/transport/portOfLoading': 'THLCH' },
    '/transport/portOfLoading',
  ],
  [
    'port-malformed',
    'resin',
    { '/transport/portOfDischarge': 'Bangkok' },
    '/transport/portOfDischarge',
  ],
  [
    'discharge-port-in-india',
    'resin',
    { '/transport/portOfDischarge': 'INMAA1' },
    '/transport/portOfDischarge',
  ],
  [
    'customs-site-malformed',
    'resin',
    { '/exportDocument/customsSite': 'INNSA' },
    '/exportDocument/customsSite',
  ],
  [
    'shipping-bill-malformed',
    'resin',
    { '/exportDocument/shippingBillNumber': '44170231' },
    '/exportDocument/shippingBillNumber',
  ],
  ['shipping-bill-in-future', 'resin', { '/exportDocument/date': day(1) }, '/exportDocument/date'],
  [
    'departure-before-shipping-bill',
    'resin',
    { '/transport/departureDate': day(-1) },
    '/transport/departureDate',
  ],
  [
    'invoice-number-repeated',
    'shirtsAndRice',
    { '/invoices/1/number': 'KT/EXP/881', '/items/1/invoice': 'KT/EXP/881' },
    '/invoices/1/number',
  ],
  ['invoice-not-listed', 'resin', { '/items/0/invoice': 'INV/2026/0418' }, '/items/0/invoice'],
  ['invoice-not-used', 'shirtsAndRice', { '/items/1/invoice': 'KT/EXP/881' }, '/invoices/1/number'],
  ['invoice-in-future', 'resin', { '/invoices/0/date': day(1) }, '/invoices/0/date'],
  [
    'invoice-in-future',
    'resin',
    { '/thirdCountryInvoice': { ...third, country: 'SG', date: day(2) } },
    '/thirdCountryInvoice/date',
  ],
  [
    'invoice-after-departure',
    'resin',
    {
      '/exportDocument/date': day(-4),
      '/transport/departureDate': day(-2),
      '/invoices/0/date': day(-1),
    },
    '/invoices/0/date',
  ],
  [
    'third-country-invoice-not-allowed',
    'chillies',
    { '/thirdCountryInvoice': { ...third, country: 'AE' } },
    '/thirdCountryInvoice',
  ],
  [
    'third-country-invoice-in-india',
    'resin',
    { '/thirdCountryInvoice': { ...third, country: 'IN' } },
    '/thirdCountryInvoice/country',
  ],
  ['back-to-back-not-offered', 'resin', { '/backToBack': original }, '/backToBack'],
  ['back-to-back-not-offered', 'chillies', { '/backToBack': original }, '/backToBack'],
  ['unit-unknown', 'resin', { '/items/0/quantity/unit': 'KILO' }, '/items/0/quantity/unit'],
  [
    'gross-weight-below-quantity',
    'resin',
    { '/items/0/grossWeightKg': '9999.999' },
    '/items/0/grossWeightKg',
  ],
  [
    'gross-weight-below-quantity',
    'resin',
    { '/items/0/quantity': { value: '10.641', unit: 'MTS' } },
    '/items/0/grossWeightKg',
  ],
  ['cost-sheet-currency-mismatch', 'resin', { [`${sheet}/currency`]: 'EUR' }, `${sheet}/currency`],
  ['cost-sheet-fob-mismatch', 'resin', { '/items/0/fob/amount': '100000.01' }, `${sheet}/fob`],
  ['cost-sheet-sum-mismatch', 'resin', { [`${sheet}/profit`]: '11100.01' }, sheet],
  [
    'retrospective-reason-needed',
    'resin',
    {
      '/exportDocument/date': day(-7),
      '/transport/departureDate': day(-6),
      '/invoices/0/date': day(-8),
    },
    '/retrospective',
  ],
  [
    'retrospective-too-late',
    'resin',
    {
      '/exportDocument/date': '2025-11-10',
      '/transport/departureDate': '2025-11-17',
      '/invoices/0/date': '2025-11-09',
      '/retrospective': { reason: 'Forgotten' },
    },
    '/transport/departureDate',
  ],
  ['retrospective-not-due', 'resin', { '/retrospective': { reason: 'Early' } }, '/retrospective'],
  [
    'retrospective-not-provided',
    'chillies',
    { '/retrospective': { reason: 'Late' } },
    '/retrospective',
  ],
  ...refusedOrigins,
];

/** Codes that hang on more than the application: a test of its own, here or in `scheme-rules.test.ts`. */
const oneByOne = [
  'port-not-in-list',
  'customs-site-not-in-list',
  'exporter-not-in-india',
  'hs-code-not-in-edition',
  'belongs-to-legacy',
  'scheme-not-in-force',
];

/** Codes of tests of origin that no agreement of a sample asks: `domain/agreement/` reaches them. */
const ofOtherRules = ['material-not-originating', 'ex-works-missing'];

/** What only a request against an issued certificate is refused with: `request.test.ts`. */
const ofRequests = ['nothing-changed', 'parent-fixes-this', 'true-copy-changes'];

/** What a cost sheet that is kept here is refused with: `domain/cost-sheet/`. */
const ofKeptSheets = [
  'cost-sheet-unknown',
  'cost-sheet-not-shared',
  'cost-sheet-retired',
  'cost-sheet-not-valid',
  'cost-sheet-of-another-product',
  'cost-sheet-unit-mismatch',
];

describe('an application with one thing wrong is refused for just that thing', () => {
  test.each(refusals)('%s: %s with %j', (code, name, changes, pointer) => {
    expect(found(changedSample(name, changes))).toEqual([[code, pointer]]);
  });

  test('exporter-not-in-india: the IEC record decides, once it is there', () => {
    const application = sampleApplication('resin');
    const asked = { application, today: sampleToday, holidays: [] };
    const abroad = { ...sampleExporter, country: 'AE' };
    const {
      refusals: [first],
    } = examineApplication({ ...asked, exporter: abroad });
    expect(first).toMatchObject({ code: 'exporter-not-in-india', pointer: null });
    expect(examineApplication({ ...asked, exporter: sampleExporter }).refusals).toEqual([]);
  });

  test('hs-code-not-in-edition: what the loaded edition lacks is named, of goods and materials', () => {
    const application = sampleApplication('resin');
    const asked = { application, exporter: null, today: sampleToday, holidays: [] };
    const [own = '', material = ''] = codesToLookUp(application.items);
    const lacking = (hs: string[]) =>
      examineApplication({ ...asked, unlisted: { hs, places: [] } }).refusals.map(
        ({ code, pointer }) => [code, pointer],
      );
    const code = 'hs-code-not-in-edition';
    expect(lacking([own])).toEqual([
      [code, '/items/0/hsExport'],
      [code, `${sheet}/materials/1/hs`],
    ]);
    expect(lacking([material])).toEqual([[code, `${sheet}/materials/0/hs`]]);
    expect(lacking(['000000'])).toEqual([]);
  });

  test('port-not-in-list, customs-site-not-in-list: what the loaded lists lack is named', () => {
    const application = sampleApplication('resin');
    const { transport, exportDocument } = application;
    const asked = { application, exporter: null, today: sampleToday, holidays: [] };
    const lacking = (...places: string[]) =>
      examineApplication({ ...asked, unlisted: { hs: [], places } }).refusals.map(
        ({ code, pointer }) => [code, pointer],
      );
    const site = ['customs-site-not-in-list', '/exportDocument/customsSite'];
    expect(lacking(exportDocument.customsSite)).toContainEqual(site);
    expect(lacking(transport.portOfDischarge)).toEqual([
      ['port-not-in-list', '/transport/portOfDischarge'],
    ]);
    expect(lacking('XXXXX')).toEqual([]);
  });

  test('belongs-to-legacy: the switch of the data set decides, where it is asked', () => {
    const application = sampleApplication('resin');
    const asked = { application, exporter: sampleExporter, today: sampleToday, holidays: [] };
    const servedFrom = Object.fromEntries(dataSets.map((dataSet) => [dataSet, null])) as ServedFrom;
    const [first] = examineApplication({ ...asked, servedFrom }).refusals;
    expect(first).toMatchObject({ code: 'belongs-to-legacy', pointer: null });
  });

  test('every code of the table is reached', () => {
    const reached = new Set([...refusals.map(([code]) => code), ...oneByOne, ...ofOtherRules]);
    expect([...reached, ...ofRequests, ...ofKeptSheets].sort()).toEqual(
      Object.keys(refusalCodes).sort(),
    );
  });

  test('every message is a sentence, and says which thing', () => {
    for (const [, name, changes] of refusals) {
      for (const { message } of examine(changedSample(name, changes)).refusals) {
        expect(message).toMatch(/^["A-Z].{20,}\.$/);
      }
    }
  });
});
