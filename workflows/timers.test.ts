import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const here = import.meta.dirname;
const read = (file: string) => fs.readFileSync(path.join(here, file), 'utf8');

/** Where a workflow waits for time: `sleep`, a condition with an end, a limit to all tries of a step. */
const timer = /\bsleep\(|\bcondition\((?:[^()]|\([^()]*\))*,|scheduleToCloseTimeout/;

/** Pauses by which operators set the pace of a transfer, and no deadlines: proved where it is tried. */
const pace = ['legacy-migration'];

test('each workflow that waits for time is tried with time that is skipped', () => {
  const timed = fs
    .readdirSync(here, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^[^/]+\/[^/]+\.ts$/.test(file) && !file.endsWith('.test.ts'))
    .filter((file) => timer.test(read(file)))
    .map((file) => path.dirname(file))
    .filter((folder) => !pace.includes(folder));
  expect(timed).toContain('case');
  const proofs = read('deadlines.temporal.test.ts') + read('outside-patience.temporal.test.ts');
  const unproved = [...new Set(timed)].filter((folder) => !proofs.includes(`'./${folder}/`));
  expect(unproved).toEqual([]);
});
