import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { surroundings } from './env.ts';
import { removeCluster } from './stack/postgres-cluster.ts';
import { began, endLeftovers, readRegister } from './stack/process-register.ts';
import { allParts } from './stack/stack.ts';

/** Below a folder closed to others and with a blank in its path, as a home may be. */
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'ecoo start '));
const dataDir = path.join(home, 'data');

afterAll(async () => {
  await endLeftovers(dataDir);
  removeCluster(dataDir);
  fs.rmSync(home, { recursive: true });
});

type Launcher = { child: ChildProcess; output: () => string; exited: Promise<unknown[]> };

function launch(): Launcher {
  const env = { ...surroundings(), ECOO_DATA_DIR: dataDir };
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'start.ts')], { env });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  return { child, output: () => output, exited: once(child, 'exit') };
}

async function ready(launcher: Launcher): Promise<void> {
  const up = () => {
    if (!launcher.output().includes('eCoO is ready')) throw new Error(launcher.output());
  };
  await vi.waitFor(up, { timeout: 60_000, interval: 100 });
}

const running = () => readRegister(dataDir).filter(({ pid, began: then }) => began(pid) === then);

test('npm start: up, alone on its data, healed after a kill -9 of the launcher, gone after Ctrl-C', async () => {
  const first = launch();
  await ready(first);
  const api = /http:\S+(?=\/api\/v1)/.exec(first.output())?.[0];
  expect((await fetch(`${api}/readyz`)).status).toBe(200);
  const logins: { role: string; login: string }[] = JSON.parse(
    fs.readFileSync(path.join(dataDir, 'logins.json'), 'utf8'),
  );
  expect(logins.length).toBeGreaterThan(2);
  for (const { login } of logins) expect(first.output()).toContain(login);
  expect(running()).toHaveLength(allParts.length);

  const second = launch();
  expect(await second.exited).toEqual([1, null]);
  expect(second.output()).toContain(
    `already runs on ${dataDir} (launcher process ${first.child.pid})`,
  );

  first.child.kill('SIGKILL');
  await first.exited;
  expect(running()).toHaveLength(allParts.length);
  const third = launch();
  await ready(third);
  expect(third.output()).toContain('Ended what an earlier run had left behind: PostgreSQL,');
  expect(third.output()).toContain(`${api}/api/v1`);

  const servers = running();
  expect(servers).toHaveLength(allParts.length);
  third.child.kill('SIGINT');
  expect(await third.exited).toEqual([0, null]);
  expect(servers.filter(({ pid }) => began(pid) !== undefined)).toEqual([]);
}, 180_000);
