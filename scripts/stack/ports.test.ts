import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { allotPorts } from './addresses.ts';
import { freePort } from './ports.ts';

test.each(['127.0.0.1', undefined])(
  'a port taken on %s is passed over for the next',
  async (host) => {
    const wanted = await freePort();
    const server = net.createServer().listen(wanted, host);
    await once(server, 'listening');
    expect(await freePort(wanted)).toBeGreaterThan(wanted);
    server.close();
  },
);

test('a port is not promised twice', async () => {
  const [one, two] = [await freePort(21_000), await freePort(21_000)];
  expect(one).not.toBe(two);
});

test('a later run asks first for the ports of the run before: printed QR codes name them', async () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'ecoo-ports-'));
  const api = await freePort();
  const next = api + 1;
  fs.writeFileSync(path.join(dataDir, 'ports.json'), JSON.stringify({ api: next }));
  expect((await allotPorts(dataDir, 'usual', { api })).api).toBe(next);
  fs.rmSync(dataDir, { recursive: true });
});
