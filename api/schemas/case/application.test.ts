import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CooApplication } from '../../../domain/application/application.ts';
import { examineApplication } from '../../../domain/application/examine.ts';
import { exampleApplication } from '../../../test/records/example-application.ts';
import { applicationContent } from './application.ts';

const samples = [
  'aifta-resin',
  'australia-pumps-retrospective',
  'nonpreferential-chillies',
  'uae-shirts-and-rice',
];
const examined = (application: CooApplication) =>
  examineApplication({ application, exporter: null, today: '2026-11-22', holidays: [] });

type Path = (string | number)[];

function leaves(value: unknown, path: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [path];
  const entries = Object.entries(value).map(([key, one]) => [key, one] as const);
  return [path, ...entries.flatMap(([key, one]) => leaves(one, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

/** What has broken such services before: edges of numbers, dates, scripts, names of JavaScript. */
const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    '0',
    '0.000000',
    '999999999999999.999999',
    '-1',
    '1e9',
    '2026-02-29',
    '0000-01-01',
    '9999-12-31',
    '__proto__',
    'constructor',
    'ZZ',
    'IN',
    'XXX',
    '00000000',
    '99999999',
    '\u202e',
    "'; drop table application; --",
    '|',
    [],
    {},
    null,
    0,
    10_000_000,
    { whollyObtained: true },
    { sameAsExporter: true },
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.stringMatching(/^\d{1,10}(\.\d{1,4})?$/),
  fc
    .date({ noInvalidDate: true, min: new Date('1990-01-01'), max: new Date('2090-01-01') })
    .map((date) => date.toISOString().slice(0, 10)),
  fc.jsonValue({ maxDepth: 2 }),
);

describe('application', () => {
  it.each(samples)('has the shape of the sample %s', (sample) => {
    const application = exampleApplication(sample);
    expect(applicationContent.parse(application)).toEqual(application);
  });

  it('is examined without failing, whatever has the shape', () => {
    const example = exampleApplication();
    const paths = leaves(example);
    const change = fc.tuple(fc.constantFrom(...paths), hostile);
    let shaped = 0;
    const property = fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
      let body: unknown = example;
      for (const [path, by] of changes) {
        try {
          body = replaced(body, path, by);
        } catch {
          return;
        }
      }
      const parsed = applicationContent.safeParse(body);
      if (!parsed.success) return;
      shaped += 1;
      for (const { code, pointer } of examined(parsed.data).refusals) {
        expect(code).toMatch(/^[a-z-]+$/);
        expect(pointer ?? '').toMatch(/^(\/[^/]+)*$/);
      }
    });
    fc.assert(property, { numRuns: 5_000 });
    expect(shaped).toBeGreaterThan(200);
  });
});
