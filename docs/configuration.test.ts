import { expect, test } from 'vitest';
import type { z } from 'zod';
import { settings } from '../env.ts';

/* `vitest run docs/configuration.test.ts -u` draws the table anew. */

const usedBy = {
  ...{ database: 'migrate', worker: 'worker', migration: 'migration-worker', api: 'api' },
} as const;
type Process = keyof typeof usedBy;
type Setting = { meaning: string; value: string; processes: string[] };

function withoutValue(setting: z.ZodType): string {
  const read = setting.safeParse(undefined);
  if (!read.success) return 'required';
  return read.data === undefined ? 'none' : `\`${read.data}\``;
}

const all = new Map<string, Setting>();
for (const process of Object.keys(usedBy) as Process[]) {
  for (const [name, setting] of Object.entries<z.ZodType>(settings[process].shape)) {
    const value = withoutValue(setting);
    const known = all.get(name) ?? { meaning: setting.description ?? '', value, processes: [] };
    all.set(name, { ...known, processes: [...known.processes, usedBy[process]] });
  }
}

/** A Markdown table with its columns aligned, as the formatter wants it. */
function table(rows: string[][]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [head, rule, ...rows.slice(1)].map(line).join('');
}

test('docs/configuration.md lists every setting of every process', async () => {
  const rows = [...all].map(([name, { meaning, value, processes }]) => [
    `\`${name}\``,
    value,
    processes.join(', '),
    meaning,
  ]);
  const text =
    '# Configuration\n\nDrawn from `env.ts`: every setting of the programs, read from the ' +
    'environment. A program that misses one,\nor is given one that makes no sense, names all of ' +
    'them at once and does not start. `npm start` and\n`docker-compose.yml` set them; the README ' +
    'says what else `npm start` takes from its environment.\n\n';
  const head = ['setting', 'when absent', 'for', 'meaning'];
  await expect(text + table([head, ...rows])).toMatchFileSnapshot('./configuration.md');
});

test('every setting says what it is for', () => {
  for (const [name, { meaning }] of all) expect([name, meaning]).not.toEqual([name, '']);
});
