import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPerishable } from '../application/perishable.ts';
import { indianDate } from '../calendar/indian-date.ts';
import { addDays, compareDates, weekday } from '../calendar/plain-date.ts';
import { stages } from '../stage.ts';
import { sampleApplication } from '../testing/sample-application.ts';
import { isOverdue, type OfficeCalendar, placeInQueue } from './due-date.ts';

const usual: OfficeCalendar = { workingHours: null, holidays: [] };
const resin = sampleApplication('resin');
const goods = (hsExport: string) => ({ items: resin.items.map((item) => ({ ...item, hsExport })) });
const livePrawns = goods('03063600');

describe('until when a case is due at its office', () => {
  // A Friday.
  const friday = '2026-11-20T06:30:00.000Z';

  test.each<[string, OfficeCalendar, string, string]>([
    ['after two working days', usual, '2026-11-24', '2026-11-23'],
    [
      'a day later for each holiday, national or its own',
      { ...usual, holidays: ['2026-11-24', '2026-11-25'] },
      '2026-11-26',
      '2026-11-23',
    ],
    [
      'sooner where the office works on Saturdays',
      { ...usual, workingHours: { days: [1, 2, 3, 4, 5, 6], from: '09:00', to: '17:00' } },
      '2026-11-23',
      '2026-11-21',
    ],
  ])('%s; goods that spoil sooner', (_, calendar, dueOn, sooner) => {
    expect(placeInQueue(resin, friday, calendar)).toEqual({ dueOn, perishable: false });
    expect(placeInQueue(livePrawns, friday, calendar)).toEqual({ dueOn: sooner, perishable: true });
  });

  test('counted by the day in India, not in London', () => {
    expect(placeInQueue(resin, '2026-11-19T18:29:59Z', usual).dueOn).toBe('2026-11-23');
    expect(placeInQueue(resin, '2026-11-19T18:30:00Z', usual).dueOn).toBe('2026-11-24');
  });

  test('always a day on which the office works, after the day of arrival', () => {
    const day = fc.nat(3_000).map((days) => addDays('2024-01-01', days));
    const week = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    fc.assert(
      fc.property(day, week, fc.uniqueArray(day, { maxLength: 30 }), (on, days, holidays) => {
        const at = `${on}T10:00:00Z`;
        const workingHours = { days, from: '09:00', to: '17:00' };
        const { dueOn } = placeInQueue(resin, at, { workingHours, holidays });
        expect(days).toContain(weekday(dueOn));
        expect(holidays).not.toContain(dueOn);
        expect(compareDates(dueOn, indianDate(at))).toBe(1);
      }),
    );
  });

  test('a case is overdue from the day after, and only while its office has it', () => {
    for (const stage of stages) {
      const late = ['under-review', 'awaiting-signature'].includes(stage);
      expect(isOverdue({ stage, dueOn: '2026-11-24' }, '2026-11-25')).toBe(late);
      expect(isOverdue({ stage, dueOn: '2026-11-24' }, '2026-11-24')).toBe(false);
      expect(isOverdue({ stage, dueOn: null }, '2026-11-25')).toBe(false);
    }
  });
});

describe('goods that spoil', () => {
  test.each([
    ['01063100', 'live birds'],
    ['03021400', 'chilled salmon'],
    ['06031100', 'cut roses'],
    ['07020000', 'tomatoes'],
    ['08045020', 'fresh mangoes'],
  ])('%s, %s, go before others', (hs) => expect(isPerishable(goods(hs))).toBe(true));

  test.each([
    ['02023000', 'frozen boneless beef'],
    ['03031400', 'frozen trout'],
    ['03061790', 'frozen prawns'],
    ['07133100', 'dried beans'],
    ['08013210', 'cashew kernels'],
    ['39095000', 'polyurethane'],
  ])('%s, %s, wait their turn', (hs) => expect(isPerishable(goods(hs))).toBe(false));

  test('one such item is enough', () => {
    expect(isPerishable({ items: [...resin.items, ...livePrawns.items] })).toBe(true);
  });
});
