import { describe, expect, test } from 'vitest';
import type {
  ApplicationItem,
  CostSheet,
  ResolvedApplication,
} from '../../application/application.ts';
import { sampleApplication, withCostSheet } from '../../testing/sample-application.ts';
import type { Scheme } from '../scheme.ts';
import { aifta } from '../schemes/aifta.ts';
import { nonPreferential } from '../schemes/non-preferential.ts';
import { determineItemOrigin } from './determine-origin.ts';

function firstItem({ items: [item] }: ResolvedApplication): ApplicationItem {
  if (item === undefined) throw new Error('The application has no item');
  return item;
}

function sheetOf(application: ResolvedApplication): CostSheet {
  const { origin } = firstItem(application);
  if (!('costSheet' in origin)) throw new Error('The item has no cost sheet');
  return origin.costSheet;
}

function determine(scheme: Scheme, application: ResolvedApplication) {
  return determineItemOrigin({ scheme, item: firstItem(application), number: 1 });
}

const resinSheet = sheetOf(sampleApplication('resin'));

/** The resin's sheet with the origin of one material changed. */
function resinWith(material: number, change: Partial<CostSheet['materials'][number]>) {
  const materials = resinSheet.materials.map((one, index) =>
    index === material ? { ...one, ...change } : one,
  );
  return withCostSheet('resin', { ...resinSheet, materials });
}

/** A sheet of 1,000,000.00 whose originating part is all labour. */
function bareSheet(labour: string, foreign: string): CostSheet {
  const none = { overheads: '0.00', otherCosts: '0.00', profit: '0.00' };
  const material = { description: 'Formaldehyde', hs: '291211', origin: 'CN', value: foreign };
  return {
    currency: 'USD',
    unit: 'shipment',
    fob: '1000000.00',
    materials: [{ ...material, basis: 'CIF' }],
    labour,
    ...none,
  };
}

describe('AIFTA: 35 % AIFTA content and change of subheading', () => {
  test('the resin is certified as RVC [79.73] %+CTSH', () => {
    const { origin, refusals } = determine(aifta, sampleApplication('resin'));
    expect(refusals).toEqual([]);
    expect(origin).toMatchObject({ item: 1, qualifies: true, criterion: 'RVC [79.73] %+CTSH' });
    expect(origin.reasoning.map(({ rule, satisfied }) => [rule, satisfied])).toEqual([
      ['origin-of-materials', true],
      ['value-content', true],
      ['tariff-shift', true],
    ]);
  });

  test('34.996 % is refused with that figure, not rounded up to 35', () => {
    const { origin, refusals } = determine(aifta, sampleApplication('refusedResin'));
    expect(origin).toMatchObject({ qualifies: false, criterion: null });
    expect(refusals.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['value-content-too-low', '/items/0/origin/costSheet'],
    ]);
    expect(refusals[0]?.message).toContain('34.996 %');
    expect(refusals[0]?.reasoning[1]?.result).toBe(
      'AIFTA content is 34996.00 of 100000.00, 34.996 % of FOB: less than 35 %.',
    );
  });

  test.each([
    ['350000.00', '650000.00', 'RVC [35.00] %+CTSH'],
    ['349999.99', '650000.01', null],
    ['350000.01', '649999.99', 'RVC [35.00] %+CTSH'],
    ['359999.99', '640000.01', 'RVC [35.99] %+CTSH'],
  ])('at the border: %s of 1000000.00 gives %s', (labour, foreign, criterion) => {
    const application = withCostSheet('resin', bareSheet(labour, foreign));
    expect(determine(aifta, application).origin.criterion).toBe(criterion);
  });

  test('an originating material may have the subheading of the product', () => {
    expect(resinSheet.materials[1]).toMatchObject({ hs: '293369', origin: 'IN' });
    expect(determine(aifta, sampleApplication('resin')).origin.qualifies).toBe(true);
  });

  test.each(['CN', null])('a non-originating one (%s) may not, and is named', (origin) => {
    const { refusals } = determine(aifta, resinWith(1, { origin }));
    expect(refusals.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['tariff-shift-missing', '/items/0/origin/costSheet/materials/1/hs'],
    ]);
    expect(refusals[0]?.message).toContain('Cyanuric chloride');
  });

  test('eight digits do not make another subheading', () => {
    const { refusals } = determine(aifta, resinWith(2, { hs: '29336910' }));
    expect(refusals.map(({ code }) => code)).toEqual(['tariff-shift-missing']);
  });

  test('every unchanged material is named, and both tests are answered together', () => {
    const sheet = sheetOf(sampleApplication('refusedResin'));
    const materials = sheet.materials.map((one) => ({ ...one, hs: '293369' }));
    const { refusals } = determine(aifta, withCostSheet('resin', { ...sheet, materials }));
    expect(refusals.map(({ code }) => code)).toEqual([
      'value-content-too-low',
      'tariff-shift-missing',
      'tariff-shift-missing',
    ]);
  });

  test('a change of the tariff code abroad alone is no change', () => {
    const application = resinWith(2, { hs: '293369' });
    const items = application.items.map((item) => ({ ...item, hsImport: '293370' }));
    expect(determine(aifta, { ...application, items }).origin.qualifies).toBe(false);
  });

  test.each(aifta.partners ?? [])('material of %s counts by regional cumulation', (country) => {
    const { origin } = determine(aifta, resinWith(2, { origin: country }));
    expect(origin.criterion).toBe('RVC [95.75] %+CTSH');
    expect(origin.reasoning[0]?.result).toContain(
      'By regional cumulation originating: Formaldehyde',
    );
  });

  test('undetermined origin counts as non-originating even where nothing else does', () => {
    const known = determine(aifta, resinWith(3, { origin: 'IN' })).origin.criterion;
    expect(known).toBe('RVC [83.98] %+CTSH');
    expect(determine(aifta, sampleApplication('resin')).origin.criterion).not.toBe(known);
  });

  test('goods of originating materials alone reach 100 %', () => {
    const materials = resinSheet.materials.map((one) => ({ ...one, origin: 'IN' }));
    const { origin } = determine(aifta, withCostSheet('resin', { ...resinSheet, materials }));
    expect(origin.criterion).toBe('RVC [100.00] %+CTSH');
    expect(origin.reasoning[2]?.result).toContain('no change of subheading is needed');
  });
});

describe('wholly obtained', () => {
  test('prints WO under AIFTA and INDIAN on the non-preferential form', () => {
    const application = sampleApplication('chillies');
    expect(determine(aifta, application).origin.criterion).toBe('WO');
    expect(determine(nonPreferential, application).origin.criterion).toBe('INDIAN');
  });

  test('is not believed of goods made of parts, only of their waste', () => {
    const application = sampleApplication('chillies');
    const of = (hsExport: string) =>
      determine(aifta, { ...application, items: [{ ...firstItem(application), hsExport }] });
    expect(of('84137010').refusals.map(({ code }) => code)).toEqual([
      'wholly-obtained-contradicted',
    ]);
    expect(of('85491100').origin.qualifies).toBe(true);
    expect(of('89080000').origin.qualifies).toBe(true);
    expect(of('71023100').origin.qualifies).toBe(true);
  });

  test('is not believed beside a cost sheet', () => {
    const application = sampleApplication('resin');
    const origin = { whollyObtained: true as const, costSheet: resinSheet };
    const items = [{ ...firstItem(application), origin }];
    const { refusals } = determine(aifta, { ...application, items });
    expect(refusals.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['wholly-obtained-contradicted', '/items/0/origin'],
    ]);
  });
});

describe('non-preferential: made in India', () => {
  test('goods with imported inputs made into another product are INDIAN', () => {
    const { origin } = determine(nonPreferential, sampleApplication('refusedResin'));
    expect(origin.criterion).toBe('INDIAN');
  });

  test('only Indian material is Indian: there is no cumulation', () => {
    const { origin } = determine(nonPreferential, resinWith(2, { origin: 'TH', hs: '293369' }));
    expect(origin.qualifies).toBe(false);
  });

  test('an imported input that already was the product is refused', () => {
    const { refusals } = determine(nonPreferential, resinWith(2, { hs: '293369' }));
    expect(refusals.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['indian-processing-missing', '/items/0/origin/costSheet/materials/2/hs'],
    ]);
  });

  test('imported inputs without any work in India are refused; Indian ones are not', () => {
    const idle = { ...bareSheet('0.00', '1000000.00') };
    const { refusals } = determine(nonPreferential, withCostSheet('resin', idle));
    expect(refusals.map(({ code }) => code)).toEqual(['indian-processing-missing']);
    const materials = idle.materials.map((one) => ({ ...one, origin: 'IN' }));
    const own = withCostSheet('resin', { ...idle, materials });
    expect(determine(nonPreferential, own).origin.criterion).toBe('INDIAN');
  });
});

test('a sheet that cannot be read is never guessed at', () => {
  const broken = withCostSheet('resin', { ...resinSheet, labour: '9,800.00' });
  expect(() => determine(aifta, broken)).toThrow(RangeError);
});
