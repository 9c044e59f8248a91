import { type Column, column } from './columns.ts';

/** What a sheet of materials has, in the order of the template. */
export const materialColumns: readonly Column[] = [
  column('description', 'description', 'Melamine'),
  column('hs', 'hs', '293361'),
  column('origin', 'origin', 'IN'),
  column('value', 'value', '6.00'),
  column('basis', 'basis', 'ex-works'),
  column('paper', 'paper', 'Invoice M/17 of 2026-10-02', false),
];

const bases = new Map([
  ['ex-works', 'ex-works'],
  ['cif', 'CIF'],
  ['first-ascertainable-price', 'first-ascertainable-price'],
]);

/** One row as a material; an empty origin is undetermined. */
export const materialOf = (text: (into: string) => string): unknown => ({
  description: text('description'),
  hs: text('hs'),
  origin: text('origin').toUpperCase() || null,
  value: text('value'),
  basis: bases.get(text('basis').toLowerCase()) ?? text('basis'),
  paper: text('paper') || null,
});
