import { describe, expect, test } from 'vitest';
import {
  type Part,
  scheme,
  verdict,
  verdictOfParts,
  workedSheet,
} from '../testing/worked-sheet.ts';

const low = ['value-content-too-low'];
const unshifted = ['tariff-shift-missing'];

/* All of a million: 0.01 is a hundred-millionth, the last decimal that a sheet in cents has. */

describe('R38 each agreement at its value threshold, to the last decimal', () => {
  test.each<[scheme: string, foreign: string, verdict: string | string[]]>([
    ['AIFTA', '650000.00', 'RVC [35.00] %+CTSH'],
    ['AIFTA', '650000.01', low],
    ['SAFTA', '600000.00', 'B 60.00%'],
    ['SAFTA', '600000.01', low],
    ['APTA', '550000.00', 'B 55.00%'],
    ['APTA', '550000.01', low],
    ['ISFTA', '650000.00', 'B 65.00%'],
    ['ISFTA', '650000.01', low],
    ['IJCEPA', '650000.00', 'B'],
    ['IJCEPA', '650000.01', low],
    ['IKCEPA', '650000.00', 'CTSH + RVC 35%'],
    ['IKCEPA', '650000.01', low],
    ['MICECA', '588000.00', 'QVC[ 41.20 ] % and CTSH'],
    ['MICECA', '650000.00', 'QVC[ 35.00 ] % and CTSH'],
    ['MICECA', '650000.01', low],
    ['ISCECA', '650000.00', 'RVC 35.00% + CTSH'],
    ['ISCECA', '650000.01', low],
    ['ITFTA', '600000.00', 'LVAC 40.00% + CTH'],
    ['ITFTA', '600000.01', low],
    ['MERCOSUR', '400000.00', 'B 40.00%'],
    ['MERCOSUR', '375000.00', 'B 37.50%'],
    ['MERCOSUR', '400000.01', low],
    ['CHILE', '600000.00', 'B 60.00%'],
    ['CHILE', '600000.01', low],
    ['INDAFG', '500000.00', 'B 50.00%'],
    ['INDAFG', '500000.01', low],
    ['INUAECEPA', '600000.00', 'PSR'],
    ['INUAECEPA', '600000.01', low],
    ['AIECTA', '550000.00', 'CTSH + QVC 45 build-down'],
    ['AIECTA', '549999.99', 'CTSH + QVC 45 build-down'],
    ['AIECTA', '495000.00', 'CTSH + QVC 50.5 build-down'],
    ['AIECTA', '550000.01', low],
    ['GSTP', '500000.00', 'B 50.00%'],
    ['GSTP', '500000.01', low],
  ])('%s with %s non-originating: %s', (scheme, foreign, verdict) => {
    expect(verdictOfParts(scheme, [['DE', foreign]])).toEqual(verdict);
    expect(verdictOfParts(scheme, [[null, foreign]])).toEqual(verdict);
  });

  test('a share that goes on for ever is cut off, never rounded up', () => {
    expect(verdictOfParts('SAFTA', [['CN', '333339.99']])).toBe('B 33.33%');
    expect(verdictOfParts('AIECTA', [['CN', '333339.99']])).toBe('CTSH + QVC 66.66 build-down');
  });
});

describe('R38 each agreement at its change of classification', () => {
  /* The product is 841370: other subheading 841350, other heading 848110, other chapter 392690. */
  test.each<[scheme: string, level: 'heading' | 'subheading' | 'none', criterion: string]>([
    ['AIFTA', 'subheading', 'RVC [80.00] %+CTSH'],
    ['SAFTA', 'heading', 'B 20.00%'],
    ['APTA', 'none', 'B 20.00%'],
    ['ISFTA', 'heading', 'B 20.00%'],
    ['IJCEPA', 'subheading', 'B'],
    ['IKCEPA', 'subheading', 'CTSH + RVC 35%'],
    ['MICECA', 'subheading', 'QVC[ 80.00 ] % and CTSH'],
    ['ISCECA', 'subheading', 'RVC 80.00% + CTSH'],
    ['ITFTA', 'heading', 'LVAC 80.00% + CTH'],
    ['MERCOSUR', 'none', 'B 20.00%'],
    ['CHILE', 'heading', 'B 20.00%'],
    ['INDAFG', 'heading', 'B 20.00%'],
    ['INUAECEPA', 'subheading', 'PSR'],
    ['AIECTA', 'subheading', 'CTSH + QVC 80 build-down'],
    ['GSTP', 'none', 'B 20.00%'],
  ])('%s asks for another %s', (scheme, level, criterion) => {
    const from = (hs: string) => verdictOfParts(scheme, [['CN', '200000.00', hs]]);
    expect(from('392690')).toEqual(criterion);
    expect(from('848110')).toEqual(criterion);
    expect(from('841350')).toEqual(level === 'heading' ? unshifted : criterion);
    expect(from('841370')).toEqual(level === 'none' ? criterion : unshifted);
  });

  test('every input is tested, not the first alone', () => {
    const parts: Part[] = [
      ['CN', '100000.00'],
      ['DE', '100000.01', '84137010'],
      [null, '1.00', '841370'],
    ];
    expect(verdictOfParts('AIECTA', parts)).toEqual([...unshifted, ...unshifted]);
  });
});

describe('de minimis: what need not change, to the last decimal', () => {
  test.each<[scheme: string, unchanged: string, verdict: string | string[]]>([
    ['IKCEPA', '100000.00', 'CTSH + RVC 35%'],
    ['IKCEPA', '100000.01', unshifted],
    ['ISCECA', '100000.00', 'RVC 90.00% + CTSH'],
    ['ISCECA', '100000.01', unshifted],
    ['INUAECEPA', '100000.00', 'PSR'],
    ['INUAECEPA', '100000.01', unshifted],
    ['AIECTA', '100000.00', 'CTSH + QVC 90 build-down'],
    ['AIECTA', '100000.01', unshifted],
    ['AIFTA', '0.01', unshifted],
    ['MICECA', '0.01', unshifted],
    ['SAFTA', '0.01', unshifted],
  ])('%s with %s unchanged: %s', (scheme, unchanged, verdict) => {
    expect(verdictOfParts(scheme, [['CN', unchanged, '841370']])).toEqual(verdict);
  });

  test('Singapore: not for textiles and clothing', () => {
    const origin = { costSheet: workedSheet([['CN', '0.01', '620520']]) };
    const shirts = { hsExport: '62052000', hsImport: '620520', origin };
    expect(verdict(scheme('ISCECA'), shirts)).toEqual(unshifted);
    expect(verdict(scheme('IKCEPA'), shirts)).toBe('CTSH + RVC 35%');
  });

  test('it is counted together, and against value content all the same', () => {
    const halves: Part[] = [
      ['CN', '50000.00', '841370'],
      ['DE', '50000.01', '841370'],
    ];
    expect(verdictOfParts('AIECTA', halves)).toEqual([...unshifted, ...unshifted]);
    const much: Part[] = [
      ['CN', '100000.00', '841370'],
      ['CN', '450000.01'],
    ];
    expect(verdictOfParts('AIECTA', much)).toEqual(low);
  });
});

describe('Australia: build-up where build-down does not reach', () => {
  test.each<[own: string, foreign: string, verdict: string | string[]]>([
    ['350000.00', '560000.00', 'CTSH + QVC 35 build-up'],
    ['349999.99', '560000.00', low],
    ['400000.00', '550000.00', 'CTSH + QVC 45 build-down'],
    ['400000.00', '550000.01', 'CTSH + QVC 40 build-up'],
  ])('%s Indian and %s foreign material: %s', (own, foreign, verdict) => {
    const parts: Part[] = [
      ['IN', own],
      ['CN', foreign],
    ];
    expect(verdictOfParts('AIECTA', parts)).toEqual(verdict);
  });
});

describe('agreements that ask by product alone', () => {
  test.each(['CECPA', 'EFTATEPA-AGENCY', 'EFTATEPA-SELF', 'INOMCEPA', 'INUKCETA'])(
    '%s: a rule that is not loaded is not made up, whatever the figures',
    (scheme) => {
      expect(verdictOfParts(scheme, [['CN', '0.01']])).toEqual(['product-rule-not-loaded']);
    },
  );

  test('United Kingdom: goods of originating materials alone need no rule of their own', () => {
    expect(verdictOfParts('INUKCETA', [['IN', '400000.00', '841370']])).toBe('PE');
    expect(verdictOfParts('INUKCETA', [['GB', '400000.00', '841370']])).toBe('PE');
    expect(verdictOfParts('INUKCETA', [[null, '0.01']])).toEqual(['product-rule-not-loaded']);
  });
});
