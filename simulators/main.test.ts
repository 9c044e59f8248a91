import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';

let dataDir: string;
let child: ChildProcess | undefined;

function start(env: Record<string, string>) {
  const main = join(import.meta.dirname, 'main.ts');
  child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  return child;
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'simulators of every system '));
});
afterEach(async () => {
  if (child?.exitCode === null) child.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

test('one process runs every simulator, says where, and ends cleanly when it is told to', async () => {
  const { stdout } = start({ SIMULATORS_DATA_DIR: dataDir });
  if (stdout === null) throw new Error('no output');
  const [line] = await once(createInterface(stdout), 'line');
  const { ready, smtp, trustAnchors, ...pages } = JSON.parse(line);
  expect(ready).toBe(true);
  expect(smtp).toMatch(/^smtp:\/\/127\.0\.0\.1:\d+$/);
  expect(await readFile(trustAnchors, 'utf8')).toContain('BEGIN CERTIFICATE');
  expect(Object.keys(pages).sort()).toEqual([
    'certifyingAuthority',
    'dgft',
    'mailbox',
    'paymentGateway',
    'phone',
  ]);
  for (const url of Object.values<string>(pages)) {
    expect((await fetch(url)).status, url).toBe(200);
  }
  child?.kill('SIGTERM');
  expect((await once(child as ChildProcess, 'exit'))[0]).toBe(0);
});

test('settings that are missing or wrong are all named at once', async () => {
  const { stderr } = start({ DGFT_PORT: 'eighty' });
  let said = '';
  stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(child as ChildProcess, 'close');
  expect(code).not.toBe(0);
  expect(said).toMatch(/SIMULATORS_DATA_DIR.*DGFT_PORT/);
});
