import { verify, X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newChallenge } from '../../credential/signing-challenge.ts';
import { openCertifyingAuthority } from '../../simulators/certifying-authority/authority.ts';
import { type ProvisionedToken, provisionToken } from '../../simulators/token/provision.ts';
import { type RunningAgent, runAgent, signingRequest } from './testing/running-agent.ts';

const workbench = 'https://ecoo.example';
let dataDir: string;
let token: ProvisionedToken;
let agent: RunningAgent;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ecoo challenge '));
  const authority = await openCertifyingAuthority({ dataDir, publicUrl: 'http://127.0.0.1:9' });
  const holder = { label: 'Officer 7', pin: '471147', commonName: 'Asha Rao', organisation: 'EIC' };
  token = await provisionToken({ dataDir, authority }, holder);
  const { arguments: options, environment } = token.signAgent;
  const withPin = { ...environment, ECOO_TOKEN_PIN: holder.pin };
  agent = await runAgent([...options, '--origin', workbench], withPin);
});

afterAll(async () => {
  agent.signal('SIGTERM');
  await agent.ended;
  await rm(dataDir, { recursive: true });
});

const challengeOf = (service: string) =>
  newChallenge({
    service,
    purpose: 'register-signing-token',
    subject: '0199f3a2-0000-7000-8000-000000000001',
    at: new Date(),
  }).text;
const challenge = challengeOf(workbench);

async function ask(body: unknown, address = '/sign-challenge', headers = {}) {
  const answer = await fetch(`${agent.url}${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const told = (await answer.json()) as {
    code?: string;
    signature: string;
    certificate: string;
    chain: string[];
  };
  return { status: answer.status, ...told };
}

test('R47 a challenge is shown and signed, and certificate and chain come with it', async () => {
  const answer = await ask({ challenge, description: 'Registering the token of Asha Rao' });
  expect(answer.status).toBe(200);
  expect(Buffer.from(answer.certificate, 'base64')).toEqual(Buffer.from(token.certificateDer));
  expect(answer.chain).toEqual(token.chain.map((der) => Buffer.from(der).toString('base64')));
  const { publicKey } = new X509Certificate(token.certificateDer);
  const signature = Buffer.from(answer.signature, 'base64');
  expect(verify('sha256', Buffer.from(challenge), publicKey, signature)).toBe(true);
  expect(agent.output()).toContain('Registering the token of Asha Rao');
  for (const line of challenge.trimEnd().split('\n')) expect(agent.output()).toContain(line);
});

describe('R47 nothing but a challenge of this service is signed as one', () => {
  const { signedAttributes, documentDigest } = signingRequest(
    Buffer.from('a certificate of origin'),
    Buffer.from('x'),
  );
  test.each([
    ['signed attributes', Buffer.from(signedAttributes, 'base64').toString('latin1')],
    ['the digest of a document', Buffer.from(documentDigest, 'hex').toString('latin1')],
    ['another text', 'I owe the bearer ten crore rupees.'],
    ['a text before it', `I owe you.\n${challenge}`],
    ['a text after it', `${challenge}I owe you.\n`],
    ['a letter that looks the same', challenge.replace('eCoO', 'еCoO')],
  ])('not %s', async (_, text) => {
    expect(await ask({ challenge: text, description: 'x' })).toMatchObject({
      status: 422,
      code: 'not-a-challenge',
    });
  });

  test('not the challenge of another service', async () => {
    const other = challengeOf('https://evil.example');
    expect(await ask({ challenge: other, description: 'x' })).toMatchObject({
      status: 422,
      code: 'challenge-of-other-service',
    });
  });

  test('not for a website that was not allowed', async () => {
    const headers = { origin: 'https://evil.example' };
    const answer = await ask({ challenge, description: 'x' }, '/sign-challenge', headers);
    expect([answer.status, answer.code]).toEqual([403, 'origin-refused']);
  });

  test('and no challenge is signed as a certificate', async () => {
    const body = {
      signedAttributes: Buffer.from(challenge).toString('base64'),
      documentDigest,
      description: 'x',
    };
    expect(await ask(body, '/sign')).toMatchObject({ status: 422, code: 'not-signed-attributes' });
  });
});

test('a request of another form is named', async () => {
  for (const body of [{}, { challenge }, { challenge, description: 'x', more: 1 }, null]) {
    expect(await ask(body)).toMatchObject({ status: 400, code: 'malformed-request' });
  }
  expect((await fetch(`${agent.url}/sign-challenge`)).status).toBe(405);
});
