import { describe, expect, it } from 'vitest';
import { encryptingCodec } from '../../temporal/codec.ts';
import { apiServer, type Login } from '../../test/servers/api-server.ts';

const { call, keys } = await apiServer();
const codec = encryptingCodec({ current: 'one', keys });
const ui = { origin: 'http://temporal.example', 'sec-fetch-site': 'same-site' };
const namespace = { 'x-namespace': 'ecoo' };
const base64 = (text: string) => Buffer.from(text).toString('base64');
const plain = { metadata: { encoding: base64('json/plain') }, data: base64('{"iec":"SECRET"}') };

async function sealed() {
  const { metadata, data } = plain;
  const payload = {
    metadata: { encoding: Buffer.from(metadata.encoding, 'base64') },
    data: Buffer.from(data, 'base64'),
  };
  const [one] = await codec.encode([payload]);
  const coded = Object.entries(one?.metadata ?? {}).map(([name, value]) => [
    name,
    Buffer.from(value).toString('base64'),
  ]);
  return {
    metadata: Object.fromEntries(coded),
    data: Buffer.from(one?.data ?? []).toString('base64'),
  };
}

async function decode(as: Login | null, headers: Record<string, string>) {
  const body = { payloads: [await sealed()] };
  return call('/codec/decode', { body, headers, ...(as ? { as } : {}) });
}

describe('codec server', () => {
  it('R6 reads payloads to DGFT operations on the Temporal UI', async () => {
    const answer = await decode('operations', { ...ui, ...namespace });
    expect(await answer.json()).toEqual({ payloads: [plain] });
    expect(answer.headers.get('access-control-allow-origin')).toBe(ui.origin);
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
  });

  it.each(['exporter', 'officer', 'administrator', 'helpdesk', 'migration'] as const)(
    'reads nothing to %s',
    async (login) => {
      const answer = await decode(login, { ...ui, ...namespace });
      expect(answer.status).toBe(403);
      expect(await answer.text()).not.toContain(plain.data);
    },
  );

  it('reads nothing to nobody, to another site, of another namespace', async () => {
    expect((await decode(null, { ...ui, ...namespace })).status).toBe(401);
    const evil = await decode('operations', { ...namespace, origin: 'http://evil.example' });
    expect(evil.status).toBe(403);
    expect(evil.headers.get('access-control-allow-origin')).toBeNull();
    expect((await decode('operations', { ...ui, 'x-namespace': 'other' })).status).toBe(404);
  });

  it('answers the preflight of the Temporal UI alone', async () => {
    const ask = (origin: string) =>
      call('/codec/decode', { method: 'OPTIONS', headers: { origin } });
    expect((await ask(ui.origin)).status).toBe(204);
    expect((await ask('http://evil.example')).status).toBe(403);
  });
});
