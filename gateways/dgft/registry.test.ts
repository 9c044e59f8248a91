import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startDgft } from '../../simulators/dgft/server.ts';
import { createDgft } from './registry.ts';

const apiKey = 'a-key-of-this-test';
let dataDir: string;
let simulator: Awaited<ReturnType<typeof startDgft>>;
const dgft = (more: object = {}) =>
  createDgft({ url: simulator.url, apiKey, timeoutMs: 2_000, ...more });
const setFault = (fault: object) =>
  fetch(`${simulator.url}/simulator/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
const unavailable = (more: object = {}) => ({
  name: 'GatewayUnavailable',
  system: 'dgft',
  ...more,
});

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dgft-'));
  simulator = await startDgft({ dataDir, port: 0, apiKey });
});
beforeEach(() => setFault({ mode: 'up' }));
afterAll(async () => {
  await simulator.stop();
  await rm(dataDir, { recursive: true });
});

describe('R14 an IEC is looked up', () => {
  test('and its firm found', async () => {
    const found = await dgft().lookupIec('AAACS7302F');
    expect(found).toMatchObject({
      outcome: 'found',
      record: {
        pan: 'AAACS7302F',
        firmName: 'Sahyadri Chemicals Private Limited',
        firmNameDevanagari: 'सह्याद्रि केमिकल्स प्राइवेट लिमिटेड',
        registeredOffice: { lines: ['Plot 14, MIDC Taloja'], city: 'Raigad' },
      },
    });
  });

  test.each([
    ['AAFCD5518K', 'suspended'],
    ['AAHCE2290P', 'cancelled'],
  ])('and %s found to be %s', async (iec, status) => {
    expect(await dgft().lookupIec(iec)).toMatchObject({ outcome: 'found', record: { status } });
  });

  test('R12 and one that DGFT does not have is unknown', async () => {
    expect(await dgft().lookupIec('ZZZCZ9999Z')).toEqual({ outcome: 'unknown' });
  });
});

test('every firm of the simulated registry has the agreed form', async () => {
  const { registeredFirms } = await import('../../simulators/dgft/firms.ts');
  for (const iec of registeredFirms().keys()) {
    expect((await dgft().lookupIec(iec)).outcome).toBe('found');
  }
});

test('holidays are listed in order of date', async () => {
  const dates = (await dgft().holidays(2026)).map(({ date }) => date);
  expect(dates).toContain('2026-01-26');
  expect(dates).toEqual(dates.toSorted());
});

describe('unavailable, never unknown, is', () => {
  test('a DGFT that is down, with its own wish when to ask again', async () => {
    await setFault({ mode: 'down' });
    await expect(dgft().lookupIec('AAACS7302F')).rejects.toMatchObject(
      unavailable({ retryAfterSeconds: 1 }),
    );
  });

  test('one that hangs up', async () => {
    await setFault({ mode: 'cut' });
    await expect(dgft().lookupIec('AAACS7302F')).rejects.toMatchObject(unavailable());
  });

  test('one that is slower than the time limit', async () => {
    await setFault({ mode: 'slow', delayMs: 10_000 });
    await expect(dgft({ timeoutMs: 50 }).lookupIec('AAACS7302F')).rejects.toMatchObject(
      unavailable({ message: 'dgft: no answer within 50 ms' }),
    );
  });

  test('one that does not accept our key, and the message says what to check', async () => {
    await expect(dgft({ apiKey: 'old' }).lookupIec('AAACS7302F')).rejects.toMatchObject(
      unavailable({ message: expect.stringContaining('API key') }),
    );
  });

  test('a wrong address that answers 404 of its own', async () => {
    const url = `${simulator.url}/elsewhere`;
    await expect(dgft({ url }).lookupIec('AAACS7302F')).rejects.toMatchObject(unavailable());
  });
});

describe('answers that cannot be right', () => {
  let other: Server;
  const answering = async (listener: RequestListener) => {
    other = createServer(listener);
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    return dgft({ url: `http://127.0.0.1:${(other.address() as AddressInfo).port}` });
  };
  afterEach(() => other.close());

  test.each([
    ['a page', '<html>maintenance</html>'],
    ['JSON of another form', '{"iec":"AAACS7302F"}'],
    ['nothing', ''],
  ])('are unavailability: %s', async (_what, body) => {
    const asked = await answering((_request, response) => response.end(body));
    await expect(asked.lookupIec('AAACS7302F')).rejects.toMatchObject(unavailable());
  });

  test('are unavailability: another firm than was asked for', async () => {
    const found = await dgft().lookupIec('AABCK4410M');
    const body = JSON.stringify(found.outcome === 'found' && found.record);
    const asked = await answering((_request, response) => response.end(body));
    await expect(asked.lookupIec('AAACS7302F')).rejects.toMatchObject(unavailable());
  });

  test('a redirect does not carry the key elsewhere', async () => {
    let reached = false;
    const asked = await answering((request, response) => {
      reached ||= request.url === '/thief';
      response.writeHead(302, { location: '/thief' }).end();
    });
    await expect(asked.lookupIec('AAACS7302F')).rejects.toMatchObject(unavailable());
    expect(reached).toBe(false);
  });
});
