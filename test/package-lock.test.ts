import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectDir } from '../scripts/env.ts';

type Lock = { packages: Record<string, { optionalDependencies?: Record<string, string> }> };

/** A registry that lacks some platforms' builds makes npm leave them out, and `npm ci` then fails elsewhere. */
test('the lock lists the optional packages of every platform, as npm ci demands', () => {
  const file = path.join(projectDir, 'package-lock.json');
  const { packages } = JSON.parse(readFileSync(file, 'utf8')) as Lock;
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) =>
        !(`${place}/node_modules/${name}` in packages || `node_modules/${name}` in packages),
    ),
  );
  expect(missing).toEqual([]);
});
