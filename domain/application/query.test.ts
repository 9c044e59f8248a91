import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleApplication } from '../../test/records/example-application.ts';
import { differences, type Json } from './difference.ts';
import { type Question, unaskedChanges } from './query.ts';
import { nextNotice, respondBy, responseTimes, type WaitingStage } from './response-time.ts';

const about = (pointer: string | null): Question => ({
  pointer,
  documentType: null,
  reason: 'Put it right.',
});

describe('what differs between two applications', () => {
  test('is named as deep down as it lies, with what was and what is', () => {
    const before = exampleApplication();
    const after = { ...before, consignee: { ...before.consignee, name: 'Other Ltd' } };
    expect(differences(before, after)).toEqual([
      { pointer: '/consignee/name', before: before.consignee.name, after: 'Other Ltd' },
    ]);
  });

  test('is told of what came and what went, and of lists by their places', () => {
    expect(differences({ a: [1, 2, 3], b: 1 }, { a: [1, 4], c: null })).toEqual([
      { pointer: '/a/1', before: 2, after: 4 },
      { pointer: '/a/2', before: 3 },
      { pointer: '/c', after: null },
      { pointer: '/b', before: 1 },
    ]);
    expect(differences({ 'a/b': { '~': 1 } }, { 'a/b': { '~': 2 } })).toEqual([
      { pointer: '/a~1b/~0', before: 1, after: 2 },
    ]);
  });

  test('is nothing exactly when both are the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(differences(one, structuredClone(one))).toEqual([]);
        if (differences(one as Json, other as Json).length === 0) expect(other).toEqual(one);
        else expect(same).toBe(false);
      }),
    );
  });
});

describe('R50 what an answer may change', () => {
  const before = exampleApplication();
  const [first, ...others] = before.items;
  if (!first) throw new Error('the example has no item');
  const renamed = { ...before, items: [{ ...first, description: 'Another resin' }, ...others] };

  test('is what was asked, and all below it', () => {
    for (const pointer of ['/items/0/description', '/items/0', '/items', '']) {
      expect(unaskedChanges(before, renamed, [about(pointer)])).toEqual([]);
    }
  });

  test('is nothing else: neither a neighbour nor what only begins alike', () => {
    for (const pointer of ['/items/0/desc', '/items/1', '/consignee', null]) {
      const unasked = unaskedChanges(before, renamed, [about(pointer)]);
      expect(unasked.map((change) => change.pointer)).toEqual(['/items/0/description']);
    }
  });

  test('is never the scheme, the agency or the office', () => {
    const moved = { ...before, scheme: 'NONPREF', agency: 'IMC', office: 'DELHI' };
    const unasked = unaskedChanges(before, moved, [about(''), about('/office')]);
    expect(unasked.map(({ pointer }) => pointer)).toEqual(['/scheme', '/agency', '/office']);
  });
});

describe('how long a case waits for its exporter', () => {
  const dayMs = 86_400_000;
  const stages = Object.keys(responseTimes) as WaitingStage[];

  test.each(stages)('in %s: each reminder once, in order, then the lapse', (stage) => {
    const asked = Date.UTC(2026, 10, 22);
    const until = respondBy(stage, asked);
    const { days, remindDaysBefore } = responseTimes[stage];
    const seen: string[] = [];
    let now = asked;
    for (let what = ''; what !== 'lapse'; ) {
      const notice = nextNotice(stage, until, now);
      expect(notice.at).toBeGreaterThanOrEqual(now);
      ({ what, at: now } = notice);
      seen.push(`${what} ${(until - now) / dayMs}`);
    }
    expect(now).toBe(asked + days.value * dayMs);
    expect(seen).toEqual([...remindDaysBefore.map((left) => `remind ${left}`), 'lapse 0']);
  });

  test('a reminder that could not be given in its time is not made up for after the end', () => {
    expect(nextNotice('query-raised', 1_000, 2_000)).toEqual({ at: 1_000, what: 'lapse' });
  });
});
