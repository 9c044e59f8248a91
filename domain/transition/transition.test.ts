import { describe, expect, test } from 'vitest';
import { examineApplication } from '../application/examine.ts';
import { indianDate } from '../calendar/indian-date.ts';
import { sampleApplication, sampleExporter } from '../testing/sample-application.ts';
import { applicationsOf, firstSwitches, isServedHere, type ServedFrom } from './transition.ts';

const first = Object.fromEntries(
  firstSwitches.map(({ dataSet, from }) => [dataSet, from]),
) as ServedFrom;

describe('R60 the cut-over of 21.12.2024, by the clock of India', () => {
  test.each([
    ['preferential', '2024-12-20T00:00:00.000Z', false],
    ['preferential', '2024-12-20T18:29:59.999Z', false],
    ['preferential', '2024-12-20T18:30:00.000Z', true],
    ['preferential', '2024-12-20T23:59:59.999Z', true],
    ['preferential', '2024-12-21T00:00:00.000Z', true],
    ['preferential', '2024-12-21T18:30:00.000Z', true],
    ['non-preferential', '2024-08-27T18:29:59.999Z', false],
    ['non-preferential', '2024-08-27T18:30:00.000Z', true],
    ['non-preferential', '2024-12-20T18:29:59.999Z', true],
  ] as const)('%s applications at %s are made here: %s', (kind, at, here) => {
    expect(isServedHere(first[applicationsOf(kind)], indianDate(at))).toBe(here);
  });

  test('R62 nothing has come over before its migration is accepted', () => {
    for (const set of ['preferential-certificates', 'non-preferential-certificates', 'wallets']) {
      expect(isServedHere(first[set as keyof ServedFrom], '2099-01-01')).toBe(false);
    }
  });
});

describe('R60 an application', () => {
  const refusalsOn = (today: string, servedFrom: ServedFrom) =>
    examineApplication({
      application: sampleApplication('resin'),
      exporter: sampleExporter,
      today,
      holidays: [],
      servedFrom,
    }).refusals.filter(({ code }) => code === 'belongs-to-legacy');

  test('of a day before the cut-over is refused, and told where to go and from when', () => {
    const [refusal] = refusalsOn('2024-12-20', first);
    expect(refusal?.message).toContain('from 2024-12-21 on');
    expect(refusal?.message).toContain('https://coo.dgft.gov.in');
    expect(refusalsOn('2024-12-21', first)).toEqual([]);
  });

  test('of a kind that has no day yet is refused on any day', () => {
    const none = { ...first, 'preferential-applications': null };
    expect(refusalsOn('2099-01-01', none)).toHaveLength(1);
  });
});
