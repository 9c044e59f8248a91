import { expect, test } from 'vitest';
import { isCountry } from '../identifier/country.ts';
import { endorsementsOn, timeliness } from './retrospective.ts';
import { aifta } from './schemes/aifta.ts';
import { nonPreferential } from './schemes/non-preferential.ts';
import { notOffered } from './schemes/not-offered.ts';
import { nameOfSchemeNotOffered, schemeByCode, schemes } from './schemes.ts';

/** Every figure of a scheme record, wherever it stands in it. */
function sourcedFigures(value: unknown): { source: unknown; sure: unknown }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('source' in value && 'sure' in value) return [{ source: value.source, sure: value.sure }];
  return Object.values(value).flatMap(sourcedFigures);
}

test.each(schemes)('$code: every figure says where it stands and how sure it is', (scheme) => {
  const figures = sourcedFigures(scheme);
  expect(figures.length).toBeGreaterThanOrEqual(10);
  for (const { source, sure } of figures) {
    expect(source).toEqual(expect.stringMatching(/\w{3}/));
    expect(['found', 'known', 'inferred']).toContain(sure);
  }
});

test('AIFTA applies to the ten ASEAN members', () => {
  expect(aifta.partners).toHaveLength(10);
  expect(aifta.partners?.every(isCountry)).toBe(true);
});

test('a code is offered, known or unknown, never two of them', () => {
  expect(schemeByCode('AIFTA')).toBe(aifta);
  expect(schemeByCode('NONPREF')).toBe(nonPreferential);
  expect(schemes.filter(({ code }) => Object.hasOwn(notOffered, code))).toEqual([]);
  expect(nameOfSchemeNotOffered('INDNEP')).toBe('India-Nepal Treaty of Trade');
  expect(nameOfSchemeNotOffered('INNZFTA')).toBe('India-New Zealand Free Trade Agreement');
  expect(schemeByCode('INNZFTA')).toBeNull();
  for (const code of ['aifta', 'XYZ', '', 'toString', '__proto__']) {
    expect([schemeByCode(code), nameOfSchemeNotOffered(code)]).toEqual([null, null]);
  }
});

/** Departure on Wednesday 18 November 2026, holiday on Tuesday the 24th. */
const departure = { departureDate: '2026-11-18', holidays: ['2026-11-24'] };

test.each([
  ['2026-11-10', 'in-time'],
  ['2026-11-18', 'in-time'],
  ['2026-11-23', 'in-time'],
  ['2026-11-24', 'retrospective'],
  ['2027-11-18', 'retrospective'],
  ['2027-11-19', 'too-late'],
])('AIFTA, departed on 2026-11-18: an issue on %s is %s', (on, standing) => {
  expect(timeliness(aifta, { ...departure, on })).toBe(standing);
});

test('holidays lengthen the three working days', () => {
  const monday = { ...departure, departureDate: '2026-11-23' };
  expect(timeliness(aifta, { ...monday, on: '2026-11-27' })).toBe('in-time');
  expect(timeliness(aifta, { ...monday, holidays: [], on: '2026-11-27' })).toBe('retrospective');
});

test('only a late certificate of a scheme with that rule is endorsed', () => {
  const late = { ...departure, on: '2026-12-18' };
  expect(endorsementsOn(aifta, late)).toEqual(['ISSUED RETROACTIVELY']);
  expect(endorsementsOn(aifta, { ...late, on: '2026-11-19' })).toEqual([]);
  expect(endorsementsOn(nonPreferential, late)).toEqual([]);
});
