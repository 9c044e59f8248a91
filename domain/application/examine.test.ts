import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../calendar/plain-date.ts';
import { arbitraryCostSheet, centsText } from '../testing/arbitrary-cost-sheet.ts';
import {
  changedSample,
  type SampleName,
  sampleApplication,
  sampleToday,
  withCostSheet,
} from '../testing/sample-application.ts';
import type { CooApplication } from './application.ts';
import { examineApplication } from './examine.ts';

function examine(application: CooApplication, holidays: string[] = []) {
  return examineApplication({ application, exporter: null, today: sampleToday, holidays });
}

function found(application: CooApplication) {
  return examine(application).refusals.map(({ code, pointer }) => [code, pointer]);
}

const day = (days: number) => addDays(sampleToday, days);
const sheet = '/items/0/origin/costSheet';
const third = { name: 'Trader', address: ['1 Street'], number: 'T/1', date: day(-1) };

describe('the samples', () => {
  test('the resin goes on as RVC [79.73] %+CTSH, unmarked', () => {
    const { refusals: none, origin, endorsements, scheme } = examine(sampleApplication('resin'));
    expect([none, endorsements, scheme?.code]).toEqual([[], [], 'AIFTA']);
    expect(origin.map(({ item, criterion }) => [item, criterion])).toEqual([
      [1, 'RVC [79.73] %+CTSH'],
    ]);
  });

  test('the chillies go on as INDIAN', () => {
    const { refusals: none, origin } = examine(sampleApplication('chillies'));
    expect([none, origin.map(({ criterion }) => criterion)]).toEqual([[], ['INDIAN']]);
  });

  test('the resin of 34.996 % is refused with its reasoning', () => {
    const { refusals: all, origin } = examine(sampleApplication('refusedResin'));
    expect(all).toHaveLength(1);
    expect(all[0]?.reasoning).toEqual(origin[0]?.reasoning);
    expect(all[0]?.reasoning.some(({ result }) => result.includes('34.996 %'))).toBe(true);
  });

  test('the pumps go on by build-down, marked as late', () => {
    const { refusals: none, origin, endorsements } = examine(sampleApplication('pumps'));
    expect([none, endorsements]).toEqual([[], ['ISSUED RETROSPECTIVELY']]);
    expect(origin.map(({ criterion }) => criterion)).toEqual(['CTSH + QVC 70 build-down']);
  });

  test('the shirts go on as PSR, shift and value shown, the rice as WO', () => {
    const { refusals: none, origin } = examine(sampleApplication('shirtsAndRice'));
    expect([none, origin.map(({ criterion }) => criterion)]).toEqual([[], ['PSR', 'WO']]);
    expect(origin[0]?.reasoning.map(({ rule, result }) => [rule, result])).toEqual([
      ['origin-of-materials', expect.stringContaining('Non-originating: Buttons')],
      [
        'value-content',
        'Value addition is 22700.00 of 24000.00, 94.58333333… % of FOB: not less than 40 %.',
      ],
      ['tariff-shift', 'Every non-originating material changes heading to 6205.'],
    ]);
  });
});

describe('what is unusual but right is not refused', () => {
  test.each<[string, SampleName, Record<string, unknown>]>([
    ['goods for landlocked Laos by a Thai port', 'resin', { '/consignee/country': 'LA' }],
    ['loading named by UN/LOCODE', 'resin', { '/transport/portOfLoading': 'INNSA' }],
    ['cleared inland, shipped by sea', 'resin', { '/exportDocument/customsSite': 'INTKD6' }],
    [
      'an invoice of a third country',
      'resin',
      { '/thirdCountryInvoice': { ...third, country: 'SG' } },
    ],
    [
      'an invoice of the day on which the goods leave',
      'resin',
      { '/invoices/0/date': day(0), '/transport/departureDate': day(0) },
    ],
    ['an import code of ten digits', 'resin', { '/items/0/hsImport': '2933690000' }],
    ['one chapter, another heading in their edition', 'resin', { '/items/0/hsImport': '293499' }],
    [
      'drones, which changed chapter between editions',
      'resin',
      { '/items/0/hsExport': '88062100', '/items/0/hsImport': '852580' },
    ],
    ['gross as much as net: goods in bulk', 'resin', { '/items/0/grossWeightKg': '10000' }],
    ['amounts with other trailing zeros', 'resin', { '/items/0/fob/amount': '100000' }],
    [
      'a maker of its own',
      'resin',
      { '/producer': { name: 'Maker', address: ['1'], country: 'IN' } },
    ],
    [
      'a reason given before it is needed',
      'resin',
      { '/transport/departureDate': day(0), '/retrospective': { reason: 'Slow papers' } },
    ],
    [
      'non-preferential goods long gone',
      'chillies',
      {
        '/invoices/0/date': '2024-05-01',
        '/exportDocument/date': '2024-05-02',
        '/transport/departureDate': '2024-05-03',
      },
    ],
  ])('%s', (_what, name, changes) => {
    expect(found(changedSample(name, changes))).toEqual([]);
  });
});

test('late goods with a reason go on, marked as the agreement says', () => {
  const late = {
    '/exportDocument/date': day(-7),
    '/transport/departureDate': day(-6),
    '/invoices/0/date': day(-8),
    '/retrospective': { reason: 'The buyer asked for it after shipment' },
  };
  const { refusals: none, endorsements } = examine(changedSample('resin', late));
  expect([none, endorsements]).toEqual([[], ['ISSUED RETROACTIVELY']]);
  const holidays = [day(-5), day(-2), day(-1)];
  expect(examine(changedSample('resin', late), holidays).endorsements).toEqual([]);
});

test('a blank reason is no reason', () => {
  const changes = {
    '/exportDocument/date': day(-7),
    '/transport/departureDate': day(-6),
    '/invoices/0/date': day(-8),
    '/retrospective': { reason: '  ' },
  };
  expect(found(changedSample('resin', changes))).toEqual([
    ['retrospective-reason-needed', '/retrospective'],
  ]);
});

test('all that is wrong is said at once', () => {
  const application = changedSample('resin', {
    '/consignee/country': 'DE',
    '/invoices/0/date': '2026-13-01',
    [`${sheet}/profit`]: '0.00',
  });
  expect(found(application).map(([code]) => code)).toEqual([
    'partner-country-mismatch',
    'date-invalid',
    'cost-sheet-sum-mismatch',
  ]);
});

test('origin is not judged by tariff codes that cannot be ones', () => {
  const { origin, refusals } = examine(
    changedSample('refusedResin', { '/items/0/hsImport': '00' }),
  );
  expect(origin).toEqual([]);
  expect(refusals.map(({ code }) => code)).toEqual(['hs-code-malformed']);
});

test('any cost sheet that adds up is decided, and one that is a cent off is refused', () => {
  fc.assert(
    fc.property(arbitraryCostSheet, (costSheet) => {
      const { refusals: all, origin } = examine(withCostSheet('resin', costSheet));
      expect(origin).toHaveLength(1);
      expect(all.length === 0).toBe(origin[0]?.qualifies);
      const fob = centsText(BigInt(costSheet.fob.replace('.', '')) + 1n);
      expect(found(withCostSheet('resin', { ...costSheet, fob }))).toEqual([
        ['cost-sheet-sum-mismatch', sheet],
      ]);
    }),
  );
});
