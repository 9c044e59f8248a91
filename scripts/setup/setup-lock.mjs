import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cacheDir } from './places.mjs';
import { say } from './progress.mjs';

const lock = path.join(cacheDir, 'setup.lock');

/** Runs work that fetches or builds while no other set-up of this user does; waits its turn. */
export async function withSetupLock(work) {
  for (let waited = 0; !taken(); waited++) {
    if (waited === 0) say('another set-up is at work; waiting for it.');
    await delay(500);
  }
  try {
    return await work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function taken() {
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!holderLives()) fs.rmSync(lock, { force: true });
    return false;
  }
}

function holderLives() {
  try {
    process.kill(Number(fs.readFileSync(lock, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
