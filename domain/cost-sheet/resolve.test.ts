import { describe, expect, test } from 'vitest';
import type { CooApplication } from '../application/application.ts';
import { examineApplication } from '../application/examine.ts';
import { addDays } from '../calendar/plain-date.ts';
import { sampleApplication, sampleToday } from '../testing/sample-application.ts';
import type { ProductCostSheet, QuotedCostSheet } from './product-cost-sheet.ts';
import { withKeptSheets } from './resolve.ts';
import { sheetOfShipment } from './shipment-sheet.ts';

const id = '0190c057-0000-7000-8000-000000000001';
const brought = sampleApplication('resin');
const [item] = brought.items;
if (!item || !('costSheet' in item.origin)) throw new Error('the sample brings a cost sheet');
const { costSheet } = item.origin;

const kept: ProductCostSheet = {
  ...costSheet,
  materials: costSheet.materials.map((one) => ({ ...one, paper: null })),
  rate: null,
};
const quoted: QuotedCostSheet = {
  id,
  version: 3,
  iec: 'AAACS7302F',
  name: 'Resin, grade A',
  hsExport: item.hsExport,
  validFrom: addDays(sampleToday, -10),
  validUntil: sampleToday,
  retired: false,
  approvedBy: [],
  sheet: kept,
};
const named: CooApplication = { ...brought, items: [{ ...item, origin: { costSheetId: id } }] };

function examine(sheets: QuotedCostSheet[], application = named) {
  const asked = { application, exporter: null, today: sampleToday, holidays: [] };
  return examineApplication({ ...asked, costSheets: sheets });
}
const codes = (sheets: QuotedCostSheet[], application = named) =>
  examine(sheets, application).refusals.map(({ code, pointer }) => [code, pointer]);

const at = '/items/0/origin/costSheetId';

/** The sheet of one kilogram, where `kept` is that of 1000 of them. */
const scaled = (text: string, by: bigint) => {
  const [whole = '', fraction = ''] = text.split('.');
  const units = BigInt(whole + fraction.padEnd(6, '0'));
  expect(units % by).toBe(0n);
  const digits = (units / by).toString().padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
};

describe('R36 a cost sheet that an item names', () => {
  test('decides exactly as the same sheet brought along', () => {
    const own = examine([], brought);
    expect(examine([quoted])).toEqual(own);
    expect(own.refusals).toEqual([]);
  });

  test.each([
    ['cost-sheet-unknown', []],
    ['cost-sheet-retired', [{ ...quoted, retired: true }]],
    ['cost-sheet-not-valid', [{ ...quoted, validUntil: addDays(sampleToday, -1) }]],
    ['cost-sheet-not-valid', [{ ...quoted, validFrom: addDays(sampleToday, 1) }]],
    ['cost-sheet-of-another-product', [{ ...quoted, hsExport: '29336100' }]],
    ['cost-sheet-unit-mismatch', [{ ...quoted, sheet: { ...kept, unit: 'LTR' } }]],
  ])('is refused for just one reason: %s', (code, sheets) => {
    expect(codes(sheets)).toEqual([[code, at]]);
    expect(examine(sheets).origin).toEqual([]);
  });

  test('is refused in place of its item alone: the others are determined', () => {
    const two = { ...named, items: [...named.items, { ...item, origin: { costSheet } }] };
    const { refusals, origin } = examine([], two);
    expect(refusals.map(({ code }) => code)).toEqual(['cost-sheet-unknown']);
    expect(origin.map((one) => one.item)).toEqual([2]);
  });

  test('of one unit counts as often as the item has units, to the last decimal', () => {
    const by = 1000n;
    const one: ProductCostSheet = {
      ...kept,
      unit: 'KGS',
      fob: scaled(kept.fob, by),
      materials: kept.materials.map((material) => ({
        ...material,
        value: scaled(material.value, by),
      })),
      labour: scaled(kept.labour, by),
      overheads: scaled(kept.overheads, by),
      otherCosts: scaled(kept.otherCosts, by),
      profit: scaled(kept.profit, by),
    };
    const sold = {
      ...item,
      quantity: { value: '1000.000', unit: 'KGS' },
      origin: { costSheetId: id },
    };
    const application = { ...named, items: [sold] };
    const { refusals, origin } = examine([{ ...quoted, sheet: one }], application);
    expect(refusals).toEqual([]);
    expect(origin[0]?.criterion).toBe(examine([quoted]).origin[0]?.criterion);
    const more = {
      ...application,
      items: [{ ...sold, quantity: { value: '1000.001', unit: 'KGS' } }],
    };
    expect(codes([{ ...quoted, sheet: one }], more).map(([code]) => code)).toContain(
      'cost-sheet-fob-mismatch',
    );
  });

  test('stays with its case, whatever has become of it, and is missed when it does not', () => {
    const since = { ...quoted, retired: true, validUntil: addDays(sampleToday, -1) };
    expect(withKeptSheets(named, [since])).toEqual(brought);
    expect(() => withKeptSheets(named, [])).toThrow(id);
  });

  test('hands on no paper and no rate of exchange with the figures', () => {
    expect(sheetOfShipment(kept, item.quantity)).toEqual(costSheet);
  });
});
