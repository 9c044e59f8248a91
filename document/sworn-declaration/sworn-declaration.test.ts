import { expect, test } from 'vitest';
import type { ProductCostSheet } from '../../domain/cost-sheet/product-cost-sheet.ts';
import { swornDeclaration } from '../../domain/cost-sheet/sworn-declaration.ts';
import { swornDeclarationPdf } from './pdf.ts';

const material = (description: string, origin: string | null, value: string) => ({
  description,
  hs: '293361',
  origin,
  value,
  basis: 'CIF' as const,
  paper: null,
});
const sheet: ProductCostSheet = {
  currency: 'USD',
  unit: 'KGS',
  fob: '300.00',
  materials: [
    material('Melamine', 'IN', '100.00'),
    material('Resin of Brazil', 'BR', '20.00'),
    material('Pigment', null, '1.00'),
    material('Filler', 'CN', '99.00'),
  ],
  labour: '40.00',
  overheads: '20.00',
  otherCosts: '10.00',
  profit: '10.00',
  rate: null,
};
const rate = {
  currency: 'USD',
  rupees: '87.50',
  per: 1 as const,
  date: '2026-11-20',
  notification: '98/2026-Customs (N.T.)',
};
const exporter = {
  name: 'Sahyadri Chemicals',
  address: ['Plot 14', 'Navi Mumbai'],
  iec: 'AAACS7302F',
};
const quoted = {
  id: '0190c057-0000-7000-8000-000000000001',
  version: 2,
  name: 'Resin',
  hsExport: '39092010',
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
};
const declare = (of: ProductCostSheet) =>
  swornDeclaration({ ...quoted, sheet: of }, exporter, '2026-11-22');

test('R36 inputs are listed by origin with their code, value in dollars and share, none rounded up', () => {
  const declaration = declare(sheet);
  expect(declaration?.groups.map(({ inputs, percent }) => [inputs.length, percent])).toEqual([
    [1, '33.33'],
    [1, '6.66'],
    [2, '33.33'],
  ]);
  expect(declaration?.groups[2]?.inputs[0]).toEqual({
    description: 'Pigment',
    hs: '293361',
    country: null,
    dollars: '1.00',
    percent: '0.33',
  });
  expect(declaration?.foreignPercent).toMatch(/^33\.33333333/);
});

test('R36 rupees are brought into dollars by the notified rate alone, and cut off', () => {
  const inRupees = { ...sheet, currency: 'INR' };
  expect(declare(inRupees)).toBeNull();
  expect(declare({ ...inRupees, rate: { ...rate, currency: 'EUR' } })).toBeNull();
  const declared = declare({ ...inRupees, rate });
  expect(declared?.fobDollars).toBe('3.42');
  expect(declared?.groups[0]?.inputs[0]).toMatchObject({ dollars: '1.14', percent: '33.33' });
  expect(declare({ ...inRupees, rate: { ...rate, per: 100 } })?.fobDollars).toBe('342.85');
});

test('R36 two hundred inputs with long names go on over pages, and give the same bytes again', async () => {
  const long = 'A material with a name that is much too long for its column and goes on';
  const many = Array.from({ length: 200 }, (_, index) =>
    material(`${long} ${index}`, 'DE', '0.01'),
  );
  const declaration = declare({ ...sheet, materials: many });
  if (!declaration) throw new Error('a sheet in dollars has a declaration');
  const pdf = Buffer.from(await swornDeclarationPdf(declaration));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(Buffer.from(await swornDeclarationPdf(declaration)).equals(pdf)).toBe(true);
});
