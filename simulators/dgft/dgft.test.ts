import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isGstin, panOfGstin } from '../../domain/identifier/gstin.ts';
import { isIec } from '../../domain/identifier/iec.ts';
import { isPan } from '../../domain/identifier/pan.ts';
import type { RunningSimulator } from '../http/server.ts';
import { registeredFirms } from './firms.ts';
import { startDgft } from './server.ts';

let dataDir: string;
let dgft: RunningSimulator;
const apiKey = 'a-key-of-this-test';
const get = (path: string, key = apiKey) =>
  fetch(`${dgft.url}${path}`, { headers: { 'x-api-key': key } });
const setFault = (fault: object) =>
  fetch(`${dgft.url}/simulator/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dgft-'));
  dgft = await startDgft({ dataDir, port: 0, apiKey });
});
beforeEach(() => setFault({ mode: 'up' }));
afterAll(async () => {
  await dgft.stop();
  await rm(dataDir, { recursive: true });
});

describe('the registry', () => {
  test('is made of several hundred firms whose every identifier is right', () => {
    const firms = [...registeredFirms().values()];
    expect(firms.length).toBeGreaterThanOrEqual(300);
    expect(new Set(firms.map((firm) => firm.pan)).size).toBe(firms.length);
    const wrong = firms.filter(
      ({ iec, pan, gstins }) =>
        !isIec(iec) ||
        !isPan(pan) ||
        !gstins.every((gstin) => isGstin(gstin) && panOfGstin(gstin) === pan),
    );
    expect(wrong).toEqual([]);
  });

  test('is the same on every start', () => {
    expect([...registeredFirms()]).toEqual([...registeredFirms()]);
  });

  test.each([
    ['AAACS7302F', 'Sahyadri Chemicals Private Limited', 'active'],
    ['0388012345', 'Malabar Spices and Sons', 'active'],
    ['AABCK4410M', 'Konkan Textiles Limited', 'active'],
    ['AADCN9021R', 'Nilgiri Precision Pumps Private Limited', 'active'],
    ['AAFCD5518K', 'Deccan Granites Limited', 'suspended'],
    ['AAHCE2290P', 'Everest Carpets Private Limited', 'cancelled'],
  ])('R14 knows %s as %s, %s', async (iec, firmName, status) => {
    const response = await get(`/iec/${iec}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ iec, firmName, status });
  });
});

test.each([
  ['/iec/ZZZCZ9999Z', 404, 'iec-unknown'],
  ['/iec/12345', 400, 'iec-malformed'],
  ['/iec/__proto__', 400, 'iec-malformed'],
  ['/holidays?year=26', 400, 'year-malformed'],
])('%s is answered with %i and the code %s', async (path, status, code) => {
  const response = await get(path);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect([response.status, await response.json()]).toEqual([
    status,
    expect.objectContaining({ code }),
  ]);
});

test('nobody without the key learns anything', async () => {
  expect((await get('/iec/AAACS7302F', 'another')).status).toBe(401);
});

test('holidays come in order of date, the three national ones in every year', async () => {
  const dates = async (year: number) => {
    const list = (await (await get(`/holidays?year=${year}`)).json()) as Array<{ date: string }>;
    return list.map(({ date }) => date);
  };
  expect(await dates(2026)).toEqual((await dates(2026)).toSorted());
  expect(await dates(2031)).toEqual(expect.arrayContaining(['2031-01-26', '2031-08-15']));
});

test('the list of firms says that it is a simulator and shows both scripts', async () => {
  const text = await (await fetch(dgft.url)).text();
  expect(text).toContain('SIMULATOR');
  expect(text).toContain('सह्याद्रि केमिकल्स प्राइवेट लिमिटेड');
});

describe('faults', () => {
  test('down refuses as many requests as was asked for, then it is up again', async () => {
    await setFault({ mode: 'down', requests: 2 });
    const statuses = [];
    for (let at = 0; at < 3; at++) statuses.push((await get('/iec/AAACS7302F')).status);
    expect(statuses).toEqual([503, 503, 200]);
  });

  test('cut hangs up without an answer', async () => {
    await setFault({ mode: 'cut' });
    await expect(get('/iec/AAACS7302F')).rejects.toThrow();
  });

  test('slow answers later than asked for', async () => {
    await setFault({ mode: 'slow', delayMs: 150 });
    const before = performance.now();
    expect((await get('/iec/AAACS7302F')).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThanOrEqual(149);
  });

  test('a fault that does not exist is refused', async () => {
    expect((await setFault({ mode: 'sideways' })).status).toBe(400);
  });
});
