import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDgft } from '../../simulators/dgft/server.ts';
import { createDgft } from './registry.ts';

const apiKey = 'a-key-of-this-test';
let dataDir: string;
let simulator: Awaited<ReturnType<typeof startDgft>>;
const start = () => startDgft({ dataDir, port: 0, apiKey, noticePausesMs: [10, 10] });
const dgft = () => createDgft({ url: simulator.url, apiKey, timeoutMs: 2_000 });
const post = (path: string, body: object) =>
  fetch(`${simulator.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const somebody = { iec: 'AABCK4410M', name: 'Farhan Khan', email: 'farhan@konkan.example' };

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dgft-'));
  simulator = await start();
});
afterEach(async () => {
  await simulator.stop();
  await rm(dataDir, { recursive: true });
});

test('R11 accounts come page by page in the order of their changes, each as it is now', async () => {
  const first = await dgft().accounts(null, 2);
  expect(first).toMatchObject({ more: true, records: [{ id: 'dgft-1001' }, { id: 'dgft-1002' }] });
  const second = await dgft().accounts(first.cursor, 2);
  expect(second).toMatchObject({ more: false, records: [{ id: 'dgft-1003', iec: null }] });
  await post('/simulator/accounts', { ...somebody, mobile: '9000000111' });
  await post('/simulator/accounts/dgft-1001', { status: 'closed' });
  const third = await dgft().accounts(second.cursor, 2);
  expect(third.records).toMatchObject([{ ...somebody, status: 'active' }, { status: 'closed' }]);
  expect(await dgft().accounts(third.cursor, 2)).toEqual({
    records: [],
    cursor: third.cursor,
    more: false,
  });
});

test('R13 a modified IEC is among the changes, and still so after a restart', async () => {
  expect((await dgft().iecChanges(null, 10)).records).toEqual([]);
  await post('/simulator/firms/AABCK4410M', { line: '12 New Mill Road', city: 'Thane' });
  await post('/simulator/firms/AADCN9021R', { status: 'suspended' });
  await simulator.stop();
  simulator = await start();
  const { records } = await dgft().iecChanges(null, 10);
  expect(records).toMatchObject([
    { iec: 'AABCK4410M', registeredOffice: { lines: ['12 New Mill Road'], city: 'Thane' } },
    { iec: 'AADCN9021R', status: 'suspended' },
  ]);
  expect(await dgft().lookupIec('AADCN9021R')).toMatchObject({ record: { status: 'suspended' } });
});

test('agencies come with their domain, official e-mail and schemes', async () => {
  const agencies = await dgft().agencies();
  expect(agencies.length).toBeGreaterThan(6);
  expect(agencies).toContainEqual({
    code: 'EIC',
    name: 'Export Inspection Council',
    emailDomain: 'eic.example',
    officialEmail: 'admin@eic.example',
    schemes: expect.arrayContaining(['AIFTA', 'ITFTA', 'GSTP', 'NONPREF-B2B']),
    ownIecs: [],
    active: true,
  });
  expect(agencies.find(({ code }) => code === 'MPEDA')?.ownIecs).toEqual(['AAALM0153D']);
});

test('a person modifies an IEC on its page', async () => {
  const page = await (await fetch(`${simulator.url}/firms/AABCK4410M`)).text();
  expect(page).toContain('SIMULATOR');
  expect(page).toContain('Modify IEC');
  const form = { line: '<b>1</b>', city: 'Thane', state: 'Maharashtra', pincode: '400601' };
  const changed = await fetch(`${simulator.url}/simulator/firms/AABCK4410M`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  expect(await changed.text()).toContain('&lt;b&gt;1&lt;/b&gt;');
});

test.each([
  ['/accounts?since=x', 'cursor-malformed'],
  ['/accounts?limit=501', 'limit-malformed'],
  ['/iec-changes?since=1&since=2', 'cursor-malformed'],
])('%s is refused as %s', async (path, code) => {
  const answer = await fetch(`${simulator.url}${path}`, { headers: { 'x-api-key': apiKey } });
  expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ code })]);
});

test('every change is told to the service, signed, again until it is taken', async () => {
  const noticeSecret = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
  const taken = Promise.withResolvers<{ headers: IncomingHttpHeaders; body: string }>();
  let calls = 0;
  const service: Server = createServer(async (request, response) => {
    const body = await text(request);
    calls += 1;
    response.writeHead(calls < 3 ? 503 : 204).end();
    if (calls === 3) taken.resolve({ headers: request.headers, body });
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const { port } = service.address() as AddressInfo;
  await post('/simulator/service', {
    noticeUrl: `http://127.0.0.1:${port}/notices`,
    noticeSecret,
    clientId: 'ecoo',
    clientSecret: 'a-secret-of-this-test',
    redirectUri: 'http://127.0.0.1/callback',
  });
  await post('/simulator/firms/AABCK4410M', { status: 'suspended' });
  const { headers, body } = await taken.promise;
  service.close();
  expect(JSON.parse(body)).toMatchObject({ type: 'firm.changed', data: { iec: 'AABCK4410M' } });
  const signature = createHmac('sha256', Buffer.alloc(24, 9))
    .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
    .digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${signature}`);
});
