import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { copyForEverybody, mayReach } from './unprivileged.ts';

const base = fs.mkdtempSync(path.join(os.tmpdir(), 'ecoo-reach-'));
fs.chmodSync(base, 0o711);
afterAll(() => fs.rmSync(base, { recursive: true }));

const nobody = { uid: 65_534, gid: 65_534 };
const inside = (home: number) => {
  const folder = path.join(base, `home ${home.toString(8)}`, 'clone');
  fs.mkdirSync(folder, { recursive: true });
  // Whatever the umask of whoever runs this.
  fs.chmodSync(folder, 0o755);
  fs.chmodSync(path.dirname(folder), home);
  return folder;
};

test('a folder below a home closed to others is out of reach of the server user', () => {
  expect(mayReach(nobody, inside(0o700))).toBe(false);
  expect(mayReach(nobody, inside(0o711))).toBe(true);
});

test('the owner reaches its own closed folder', () => {
  const folder = inside(0o700);
  const { uid, gid } = fs.statSync(folder);
  expect(mayReach({ uid, gid }, folder)).toBe(true);
});

test('a copy for everybody is readable though the original was not', () => {
  const from = inside(0o700);
  fs.writeFileSync(path.join(from, 'program'), '', { mode: 0o700 });
  fs.symlinkSync('program', path.join(from, 'link'));
  const to = path.join(base, 'copy');
  copyForEverybody(from, to);
  expect(fs.statSync(path.join(to, 'program')).mode & 0o777).toBe(0o755);
  expect(fs.readlinkSync(path.join(to, 'link'))).toBe('program');
});
