import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { began } from './process-register.ts';
import { type ServerRecipe, supervise } from './supervised-process.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ecoo-supervise-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** A server in a shell script that starts a child of its own, and answers by writing "up". */
function recipe(name: string, script: string): ServerRecipe {
  return {
    name,
    command: '/bin/sh',
    args: ['-c', script],
    env: { PATH: '/usr/bin:/bin' },
    cwd: folder,
    logFile: path.join(folder, `${name}.log`),
    stopSignal: 'SIGTERM',
    probe: async (output) => {
      if (!output().includes('up')) throw new Error('not up');
    },
    readyWithinMs: 5000,
  };
}

const quiet = { say: () => {}, register: () => {} };

test('a server that is killed comes back, and one that was told to end does not', async () => {
  const said: string[] = [];
  const server = supervise(recipe('killed', 'echo up; sleep 60'), {
    ...quiet,
    say: (sentence) => said.push(sentence),
  });
  await server.start();
  const first = server.pid() ?? 0;
  process.kill(first, 'SIGKILL');
  await vi.waitFor(() => expect(said).toContain('killed is back.'), { timeout: 5000 });
  expect(said[0]).toContain('killed by SIGKILL');
  expect(server.pid()).not.toBe(first);

  await server.kill();
  expect(server.pid()).toBeUndefined();
  await server.start();
  const last = server.pid() ?? 0;
  await server.stop();
  expect(began(last)).toBeUndefined();
  expect(said).toHaveLength(2);
});

test('stop leaves no grandchild behind', async () => {
  const server = supervise(
    recipe('parent', 'sleep 61 & echo $! > grandchild; echo up; wait'),
    quiet,
  );
  await server.start();
  const grandchild = Number(fs.readFileSync(path.join(folder, 'grandchild'), 'utf8'));
  expect(began(grandchild)).toBeDefined();
  await server.stop();
  await vi.waitFor(() => expect(began(grandchild)).toBeUndefined());
});

test('a server that ignores the polite signal is ended all the same', async () => {
  const stubborn = recipe('stubborn', 'trap "" TERM; echo up; while :; do sleep 1; done');
  const server = supervise({ ...stubborn, stopWithinMs: 300 }, quiet);
  await server.start();
  const pid = server.pid() ?? 0;
  await server.stop();
  expect(began(pid)).toBeUndefined();
});

test('a server that does not come up is reported with the end of its log', async () => {
  const server = supervise(recipe('broken', 'echo cannot bind port 1; exit 3'), quiet);
  await expect(server.start()).rejects.toThrow(
    /broken did not start: exit code 3\..*broken\.log, ending:\ncannot bind port 1$/s,
  );
});

test('trouble that passes by itself is waited out', async () => {
  const script = 'test -e second && echo up && sleep 60; touch second; echo still locked; exit 1';
  const server = supervise({ ...recipe('passing', script), passingTrouble: /still locked/ }, quiet);
  await server.start();
  expect(server.pid()).toBeDefined();
  await server.stop();
});
