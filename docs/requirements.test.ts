import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

type Row = { id: string; state: string; code: string; tests: string[] };

const rows: Row[] = [...read('docs/requirements.md').matchAll(/^\| (R\d+) \|(.*)\|$/gm)].map(
  ([, id = '', rest = '']) => {
    const [, , state = '', code = '', tests = ''] = rest.split('|').map((cell) => cell.trim());
    return {
      id,
      state,
      code,
      tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
    };
  },
);

const between = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => `R${first + index}`);

/** Ids that stand in quoted text of a file, as in the names of its tests. */
function idsNamedIn(file: string): string[] {
  const quoted = read(file).matchAll(/(['"`])((?:(?!\1).)*?\bR\d{1,2}\b(?:(?!\1).)*)\1/g);
  return [...quoted].flatMap(([, , text = '']) => text.match(/\bR\d{1,2}\b/g) ?? []);
}

test('every requirement has its row, in order', () => {
  const all = [
    [1, 7],
    [10, 23],
    [30, 38],
    [40, 47],
    [50, 51],
    [60, 62],
    [70, 72],
    [80, 82],
  ];
  expect(rows.map(({ id }) => id)).toEqual(
    all.flatMap(([first = 0, last = 0]) => between(first, last)),
  );
});

test('a row is done with a test, partly with what is there, or later with nothing', () => {
  for (const { id, state, code, tests } of rows) {
    expect([id, state]).toEqual([id, expect.stringMatching(/^(done|partly: .+|later)$/)]);
    expect([id, code !== '']).toEqual([id, state !== 'later']);
    if (state === 'done') expect([id, tests]).not.toEqual([id, []]);
    if (state === 'later') expect([id, tests]).toEqual([id, []]);
  }
});

test('each test file of a row names its requirement', () => {
  const claimed = rows.flatMap(({ id, tests }) => tests.map((file) => ({ id, file })));
  expect(claimed.length).toBeGreaterThan(20);
  expect(claimed.filter(({ id, file }) => !idsNamedIn(file).includes(id))).toEqual([]);
});

test('no test names a requirement that the table does not know, or calls later', () => {
  const files = globSync('**/*.test.ts', {
    cwd: root,
    exclude: ['node_modules', '.data', '.cache', 'coverage', 'docs'],
  });
  const begun = rows.filter(({ state }) => state !== 'later').map(({ id }) => id);
  const named = files.flatMap((file) => idsNamedIn(file).map((id) => ({ id, file })));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ id }) => !begun.includes(id))).toEqual([]);
});
