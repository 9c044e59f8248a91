import { verify, X509Certificate } from 'node:crypto';
import { chmod, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openCertifyingAuthority } from '../../simulators/certifying-authority/authority.ts';
import { type ProvisionedToken, provisionToken } from '../../simulators/token/provision.ts';
import { type RunningAgent, runAgent, signingRequest } from './testing/running-agent.ts';

const PIN = '471147';
const workbench = 'https://ecoo.example';
let dataDir: string;
let hardware: ProvisionedToken;
let file: ProvisionedToken;
let running: RunningAgent[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ecoo agent '));
  const authority = await openCertifyingAuthority({ dataDir, publicUrl: 'http://127.0.0.1:9' });
  const officer = { label: 'Officer 7', pin: PIN, commonName: 'Asha Rao', organisation: 'EIC' };
  hardware = await provisionToken({ dataDir, authority }, officer);
  file = await provisionToken({ dataDir, authority, kind: 'pkcs12' }, officer);
});

afterEach(async () => {
  for (const agent of running) agent.signal('SIGTERM');
  await Promise.all(running.map((agent) => agent.ended));
  running = [];
});

afterAll(() => rm(dataDir, { recursive: true }));

describe.each([
  ['a PKCS#11 token', () => hardware],
  ['a PKCS#12 file', () => file],
])('with %s', (_, token) => {
  test('its certificate and chain are told, and a document’s attributes are signed', async () => {
    const agent = await start(token());
    const told = await (await fetch(`${agent.url}/certificate`)).json();
    expect(told).toMatchObject({
      certificate: Buffer.from(token().certificateDer).toString('base64'),
      chain: token().chain.map((der) => Buffer.from(der).toString('base64')),
      subject: 'C=IN, O=EIC, CN=Asha Rao',
      sha256: token().certificateSha256,
      kind: token().kind,
    });
    const asked = signingRequest(Buffer.from('a document'), token().certificateDer);
    const answer = await ask(agent, asked);
    expect(answer.status).toBe(200);
    expect(isGood(token(), asked.signedAttributes, answer.body.signature)).toBe(true);
  });

  test('attributes of another document, or of another’s certificate, are not signed', async () => {
    const agent = await start(token());
    const asked = signingRequest(Buffer.from('a document'), token().certificateDer);
    const other = signingRequest(Buffer.from('another'), token().certificateDer);
    const swapped = { ...asked, signedAttributes: other.signedAttributes };
    expect(await ask(agent, swapped)).toMatchObject({
      status: 422,
      body: { code: 'digest-mismatch' },
    });
    const foreign = signingRequest(Buffer.from('a document'), token().chain[0] ?? Buffer.of());
    expect(await ask(agent, foreign)).toMatchObject({
      status: 422,
      body: { code: 'other-certificate' },
    });
  });

  test('a wrong PIN ends it at once with code 4', async () => {
    await expect(start(token(), '000000')).rejects.toThrow(/^ended with 4: .*PIN/);
  });
});

describe('the PKCS#11 session', () => {
  test('forty requests at once are signed one by one', async () => {
    const agent = await start(hardware);
    const answers = Array.from({ length: 40 }, async (_, index) => {
      const asked = signingRequest(Buffer.from(`document ${index}`), hardware.certificateDer);
      const { body } = await ask(agent, asked);
      return isGood(hardware, asked.signedAttributes, body.signature);
    });
    expect(await Promise.all(answers)).toEqual(Array(40).fill(true));
  });

  test('a token pulled out is said to be absent, and signs again once it is back', async () => {
    const agent = await start(hardware);
    const asked = signingRequest(Buffer.from('a document'), hardware.certificateDer);
    expect((await ask(agent, asked)).status).toBe(200);
    const tokens = join(dataDir, 'token', 'tokens');
    const [name = ''] = await readdir(tokens);
    const [inserted, elsewhere] = [join(tokens, name), join(dataDir, 'pulled out')];
    await rename(inserted, elsewhere);
    for (let i = 0; i < 3; i++)
      expect(await ask(agent, asked)).toMatchObject({
        status: 503,
        body: { code: 'token-absent' },
      });
    await rename(elsewhere, inserted);
    const answer = await ask(agent, asked);
    expect(isGood(hardware, asked.signedAttributes, answer.body.signature)).toBe(true);
  });
});

describe('what callers are told', () => {
  test('only the allowed website may use it, and only under a loopback name', async () => {
    const agent = await start(hardware, PIN, ['--origin', workbench]);
    const told = (headers: Record<string, string>) => fetchRaw(`${agent.url}/certificate`, headers);
    const allowed = await told({ origin: workbench });
    expect([allowed.status, allowed.headers['access-control-allow-origin']]).toEqual([
      200,
      workbench,
    ]);
    const foreign = await told({ origin: 'https://evil.example' });
    expect([foreign.status, foreign.body]).toEqual([
      403,
      expect.stringContaining('origin-refused'),
    ]);
    expect(foreign.body).not.toContain('Asha');
    const rebound = await told({ host: `evil.example:${new URL(agent.url).port}` });
    expect([rebound.status, rebound.body]).toEqual([403, expect.stringContaining('host-refused')]);
  });

  test('bad requests are named, not signed, and leave it standing', async () => {
    const agent = await start(hardware);
    const good = signingRequest(Buffer.from('a document'), hardware.certificateDer);
    const refused: [string, unknown][] = [
      ['malformed-request', 'not json'],
      ['malformed-request', {}],
      ['malformed-request', { ...good, documentDigest: 'abc' }],
      ['malformed-request', { ...good, more: 1 }],
      ['not-signed-attributes', { ...good, signedAttributes: 'AAAA' }],
      ['body-too-large', { ...good, description: 'x'.repeat(40_000) }],
    ];
    for (const [code, body] of refused) expect((await ask(agent, body)).body.code).toBe(code);
    const form = await fetch(`${agent.url}/sign`, { method: 'POST', body: JSON.stringify(good) });
    expect([form.status, await form.json()]).toMatchObject([415, { code: 'not-json' }]);
    expect((await fetch(`${agent.url}/sign`)).status).toBe(405);
    expect((await fetch(`${agent.url}/pin`)).status).toBe(404);
    expect((await ask(agent, good)).status).toBe(200);
  });

  test('the terminal shows what is signed, without control characters, and never the PIN', async () => {
    const agent = await start(hardware);
    const asked = signingRequest(Buffer.from('a document'), hardware.certificateDer);
    await ask(agent, { ...asked, description: 'Certificate\u001b[2J 17\u202e' });
    expect(agent.output()).toContain('Asked to sign: Certificate [2J 17\n');
    expect(agent.output()).toContain(asked.documentDigest);
    expect(agent.output()).not.toContain(PIN);
  });
});

describe('the process', () => {
  test('a signal ends it with code 0, under an old Node that hands over to the pinned one too', async () => {
    const pretend = `Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.9.0'}})`;
    for (const nodeOptions of [[], ['--import', `data:text/javascript,${pretend}`]]) {
      const { arguments: options, environment } = hardware.signAgent;
      const settings = { ...environment, ECOO_TOKEN_PIN: PIN };
      const agent = await runAgent(options, settings, nodeOptions);
      agent.signal('SIGTERM');
      expect(await agent.ended).toBe(0);
    }
  });

  test('the PIN comes from a file that others cannot read', async () => {
    const pinFile = join(dataDir, 'pin');
    await writeFile(pinFile, `${PIN}\n`, { mode: 0o600 });
    const options = [...hardware.signAgent.arguments, '--pin-file', pinFile];
    running.push(await runAgent(options, hardware.signAgent.environment));
    await chmod(pinFile, 0o644);
    await expect(runAgent(options, hardware.signAgent.environment)).rejects.toThrow(
      /^ended with 2: .*chmod 600/,
    );
  });

  test('a token that is not there ends it with code 3 and names those that are', async () => {
    const options = [...hardware.signAgent.arguments.slice(0, 3), 'Officer 8'];
    const settings = { ...hardware.signAgent.environment, ECOO_TOKEN_PIN: PIN };
    await expect(runAgent(options, settings)).rejects.toThrow(/^ended with 3: .*Officer 7/);
  });
});

async function start(token: ProvisionedToken, pin = PIN, more: string[] = []) {
  const { arguments: options, environment } = token.signAgent;
  const agent = await runAgent([...options, ...more], { ...environment, ECOO_TOKEN_PIN: pin });
  running.push(agent);
  return agent;
}

async function ask(agent: RunningAgent, body: unknown) {
  const answer = await fetch(`${agent.url}/sign`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const told = (await answer.json()) as { code: string; signature: string };
  return { status: answer.status, body: told };
}

/** Unlike fetch, lets a test say any Host. */
function fetchRaw(url: string, headers: Record<string, string>) {
  return new Promise<{
    status: number | undefined;
    headers: object & Record<string, unknown>;
    body: string;
  }>((resolve, reject) => {
    request(url, { headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body }),
      );
    })
      .on('error', reject)
      .end();
  });
}

function isGood(token: ProvisionedToken, signedAttributes: string, signature: string): boolean {
  const { publicKey } = new X509Certificate(token.certificateDer);
  const bytes = Buffer.from(signedAttributes, 'base64');
  return verify('sha256', bytes, publicKey, Buffer.from(signature, 'base64'));
}
