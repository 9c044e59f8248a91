import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { began, endLeftovers, readRegister, writeRegister } from './process-register.ts';

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'ecoo-register-'));
afterAll(() => fs.rmSync(dataDir, { recursive: true }));

function sleeper() {
  const { pid } = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  if (pid === undefined) throw new Error('sleep did not start');
  return { pid, began: began(pid) ?? '' };
}

test('leftovers of a killed launcher are ended', async () => {
  const left = { name: 'API', stopSignal: 'SIGTERM' as const, ...sleeper() };
  writeRegister(dataDir, [left]);
  expect(await endLeftovers(dataDir)).toEqual(['API']);
  expect(began(left.pid)).toBeUndefined();
  expect(readRegister(dataDir)).toEqual([]);
});

test('a stranger who was given the pid of a leftover is left alone', async () => {
  const stranger = sleeper();
  const stale = { name: 'API', stopSignal: 'SIGTERM' as const, pid: stranger.pid };
  writeRegister(dataDir, [{ ...stale, began: 'some other time' }]);
  expect(await endLeftovers(dataDir)).toEqual([]);
  expect(began(stranger.pid)).toBe(stranger.began);
  process.kill(stranger.pid);
});

test('a register that was cut off half-written counts as empty', () => {
  fs.writeFileSync(path.join(dataDir, 'processes.json'), '[{"name":"AP');
  expect(readRegister(dataDir)).toEqual([]);
});
