import { expect, test } from 'vitest';
import { addDays } from '../calendar/plain-date.ts';
import { validUntil } from '../certificate/validity.ts';
import { isCountry } from '../identifier/country.ts';
import { endorsementsOn, timeliness } from './retrospective.ts';
import { aifta } from './schemes/aifta.ts';
import { nonPreferential } from './schemes/non-preferential.ts';
import { notOffered } from './schemes/not-offered.ts';
import { nameOfSchemeNotOffered, records, schemeByCode, schemes } from './schemes.ts';

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

/** Departure on Friday 20 November 2026, no holidays. */
test.each<[scheme: string, inTime: string, late: string, last: string, words: string[]]>([
  ['AIFTA', '2026-11-25', '2026-11-26', '2027-11-20', ['ISSUED RETROACTIVELY']],
  ['SAFTA', '2026-11-25', '2026-11-26', '2027-01-04', ['ISSUED RETROSPECTIVELY']],
  ['APTA', '2026-11-25', '2026-11-26', '2027-11-20', ['ISSUED RETROACTIVELY']],
  ['MICECA', '2026-11-23', '2026-11-24', '2027-08-20', ['ISSUED RETROACTIVELY']],
  ['IJCEPA', '2026-11-25', '2026-11-26', '2027-11-20', ['ISSUED RETROACTIVELY']],
  ['CECPA', '2026-11-27', '2026-11-28', '2027-11-20', ['ISSUED RETROSPECTIVELY']],
  ['INUAECEPA', '2026-11-27', '2026-11-28', '2027-11-20', ['ISSUED RETROSPECTIVELY']],
  ['AIECTA', '2026-11-27', '2026-11-28', '2027-11-20', ['ISSUED RETROSPECTIVELY']],
  ['EFTATEPA-AGENCY', '2026-11-27', '2026-11-28', '2027-11-20', []],
  ['INOMCEPA', '2026-11-27', '2026-11-28', '2027-11-20', ['ISSUED RETROSPECTIVELY']],
])('%s: in time until %s, late from %s, never after %s', (code, inTime, late, last, words) => {
  const scheme = schemeByCode(code);
  if (scheme === null) throw new Error(`There is no ${code}`);
  const at = (on: string) => ({ departureDate: '2026-11-20', holidays: [], on });
  const standing = (on: string) => timeliness(scheme, at(on));
  expect([inTime, late, last, addDays(last, 1)].map(standing)).toEqual([
    'in-time',
    'retrospective',
    'retrospective',
    'too-late',
  ]);
  expect(endorsementsOn(scheme, at(late))).toEqual(words);
});

test('certificates end as their agreement says', () => {
  const end = (code: string) => {
    const scheme = schemeByCode(code);
    return scheme && validUntil(scheme, '2026-11-18');
  };
  expect(end('MERCOSUR')).toBe('2027-05-17');
  expect(end('NONPREF-B2B')).toBeNull();
  const others = schemes.filter(({ code, kind }) => kind === 'preferential' && code !== 'MERCOSUR');
  expect(others.map(({ code }) => end(code))).toEqual(others.map(() => '2027-11-18'));
});

test('R38 every agreement in force can be chosen, and those that are not stand ready', () => {
  const codes = schemes.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes).toHaveLength(22);
  const ready = records.filter(({ code }) => !codes.includes(code)).map(({ code }) => code);
  expect(ready).toEqual(['INNZFTA', 'INEUFTA']);
  const modes = schemes.filter(({ agreement }) => agreement === 'EFTATEPA');
  expect(modes.map(({ issuing }) => issuing.value.by)).toEqual(['agency', 'exporter']);
});

test('partners are countries, and none is India', () => {
  for (const { partners, partnersInForce } of records) {
    for (const country of partners ?? [])
      expect([country, isCountry(country)]).toEqual([country, true]);
    expect(partners ?? []).not.toContain('IN');
    for (const country of Object.keys(partnersInForce.value)) expect(partners).toContain(country);
  }
});

test('a record is nothing but data: it comes back the same out of JSON', () => {
  for (const record of records) expect(JSON.parse(JSON.stringify(record))).toEqual(record);
});
