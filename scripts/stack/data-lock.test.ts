import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lockDataDir } from './data-lock.ts';

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'ecoo-lock-'));
afterAll(() => fs.rmSync(dataDir, { recursive: true }));

/** Another process that takes the lock and holds it. */
async function holder() {
  const program = `
    const { lockDataDir } = await import(${JSON.stringify(path.join(import.meta.dirname, 'data-lock.ts'))});
    lockDataDir(${JSON.stringify(dataDir)});
    console.log('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
  await once(child.stdout, 'data');
  return child;
}

test('one launcher holds a data folder; a second one is told who does, until it is killed', async () => {
  const first = await holder();
  expect(() => lockDataDir(dataDir)).toThrow(`launcher process ${first.pid}`);
  first.kill('SIGKILL');
  await once(first, 'exit');
  lockDataDir(dataDir)();
  lockDataDir(dataDir)();
});
