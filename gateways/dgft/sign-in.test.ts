import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startDgft } from '../../simulators/dgft/server.ts';
import { browser, signInAtDgft } from '../../test/people/browser.ts';
import { createDgftSignIn } from './sign-in.ts';

const redirectUri = 'http://ecoo.example/sign-in/dgft/callback';
const clientSecret = 'a-secret-of-this-test';
let dataDir: string;
let simulator: Awaited<ReturnType<typeof startDgft>>;
const signIn = (more: object = {}) =>
  createDgftSignIn({
    issuer: `${simulator.url}/oidc`,
    clientId: 'ecoo',
    clientSecret,
    redirectUri,
    timeoutMs: 2_000,
    ...more,
  });
const post = (path: string, body: object) =>
  fetch(`${simulator.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
/** The query that a browser comes back with after somebody chose who he is. */
async function answerFor(url: string, subject: string): Promise<string> {
  return new URL(await signInAtDgft(browser(), url, subject, redirectUri)).search.slice(1);
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dgft-'));
  simulator = await startDgft({ dataDir, port: 0, apiKey: 'key' });
  await post('/simulator/service', {
    noticeUrl: 'http://127.0.0.1:9/',
    noticeSecret: 'whsec_AAAA',
    clientId: 'ecoo',
    clientSecret,
    redirectUri,
  });
});
beforeEach(() => post('/simulator/faults', { mode: 'up' }));
afterAll(async () => {
  await simulator.stop();
  await rm(dataDir, { recursive: true });
});

test('R11 whoever has an account at DGFT is vouched for, with IEC, name and e-mail', async () => {
  const { url, ...checks } = await signIn().begin();
  expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256');
  expect(await signIn().complete(await answerFor(url, 'dgft-1001'), checks)).toEqual({
    outcome: 'signed-in',
    person: {
      subject: 'dgft-1001',
      iec: 'AAACS7302F',
      name: 'Meera Kulkarni',
      email: 'aaacs7302f@exporter.example',
    },
  });
});

test('R12 somebody without a linked IEC is known to be so', async () => {
  const { url, ...checks } = await signIn().begin();
  expect(await signIn().complete(await answerFor(url, 'dgft-1003'), checks)).toMatchObject({
    outcome: 'signed-in',
    person: { subject: 'dgft-1003', iec: null },
  });
});

describe('an answer that is not one to our question is refused:', () => {
  test.each(['state', 'nonce', 'codeVerifier'] as const)('another %s', async (check) => {
    const { url, ...checks } = await signIn().begin();
    const { url: _other, ...others } = await signIn().begin();
    const swapped = { ...checks, [check]: others[check] };
    const outcome = await signIn().complete(await answerFor(url, 'dgft-1001'), swapped);
    expect(outcome).toMatchObject({ outcome: 'refused' });
  });

  test('a code used twice', async () => {
    const { url, ...checks } = await signIn().begin();
    const answer = await answerFor(url, 'dgft-1001');
    await signIn().complete(answer, checks);
    expect(await signIn().complete(answer, checks)).toMatchObject({ outcome: 'refused' });
  });

  test('from another issuer', async () => {
    const { url, ...checks } = await signIn().begin();
    const answer = new URLSearchParams(await answerFor(url, 'dgft-1001'));
    answer.set('iss', 'https://elsewhere.example');
    const outcome = await signIn().complete(answer.toString(), checks);
    expect(outcome).toMatchObject({ outcome: 'refused' });
  });

  test('of somebody who chose to go back, or whose account is closed', async () => {
    const made = await post('/simulator/accounts', {
      iec: 'AABCK4410M',
      name: 'Kavita Joshi',
      email: 'kavita@konkan.example',
      mobile: '9000000112',
    });
    const { id } = (await made.json()) as { id: string };
    await post(`/simulator/accounts/${id}`, { status: 'closed' });
    for (const subject of ['', id]) {
      const { url, ...checks } = await signIn().begin();
      const outcome = await signIn().complete(await answerFor(url, subject), checks);
      expect(outcome).toEqual({ outcome: 'refused', reason: 'access_denied' });
    }
  });

  test('nothing at all', async () => {
    const { url: _url, ...checks } = await signIn().begin();
    expect(await signIn().complete('', checks)).toMatchObject({ outcome: 'refused' });
  });
});

describe('unavailable, never refused, is', () => {
  const unavailable = { name: 'GatewayUnavailable', system: 'dgft-sign-in' };

  test('a DGFT that is down; once it is up, sign-in works again', async () => {
    const one = signIn();
    await post('/simulator/faults', { mode: 'down' });
    await expect(one.begin()).rejects.toMatchObject(unavailable);
    await post('/simulator/faults', { mode: 'up' });
    expect(await one.begin()).toHaveProperty('url');
  });

  test.each(['down', 'cut'])('one that is %s when the code is brought back', async (mode) => {
    const one = signIn();
    const { url, ...checks } = await one.begin();
    const answer = await answerFor(url, 'dgft-1001');
    await post('/simulator/faults', { mode });
    await expect(one.complete(answer, checks)).rejects.toMatchObject(unavailable);
  });

  test('one that does not accept our secret', async () => {
    const { url, ...checks } = await signIn().begin();
    const answer = await answerFor(url, 'dgft-1001');
    const other = signIn({ clientSecret: 'another-secret-of-ours' });
    await expect(other.complete(answer, checks)).rejects.toMatchObject(unavailable);
  });
});

test('an address over http beyond this machine is not taken', () => {
  expect(() => signIn({ issuer: 'http://dgft.example/oidc' })).toThrow(/https/);
});
