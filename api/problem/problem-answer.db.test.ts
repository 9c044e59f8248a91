import { describe, expect, it } from 'vitest';
import { exampleApplication } from '../../test/records/example-application.ts';
import { apiServer } from '../../test/servers/api-server.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';

const { call, url } = await apiServer();
const path = '/api/v1/applications';
const json = { 'content-type': 'application/json' };

async function refusal(answer: Response) {
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const body = problemAnswer.parse(await answer.json());
  expect(body.status).toBe(answer.status);
  expect(body.traceId).toBe(answer.headers.get('x-trace-id'));
  return body;
}

const post = (body: unknown, headers: Record<string, string> = {}) =>
  call(path, { body, headers, as: 'exporter' });

describe('bad input', () => {
  it.each([
    ['malformed', '{"scheme":', json, 400, 'malformed-json'],
    ['not JSON', 'scheme=AIFTA', { 'content-type': 'text/plain' }, 415, 'content-type-unsupported'],
    ['compressed', '{}', { ...json, 'content-encoding': 'gzip' }, 415, 'content-type-unsupported'],
    ['oversized', `"${'x'.repeat(1_100_000)}"`, json, 413, 'body-too-large'],
    ['of another shape', '[]', json, 422, 'invalid-request'],
    ['no object', 'null', json, 422, 'invalid-request'],
  ])('%s', async (_, body, headers, status, code) => {
    expect(await refusal(await post(body, headers))).toMatchObject({ status, code });
  });

  it('points at every wrong field and says what it wants', async () => {
    const [item] = exampleApplication().items;
    const body = {
      ...exampleApplication(),
      items: [{ ...item, hsExport: '2933.69', quantity: { value: 1e4, unit: 'KGS' } }],
      invoices: [],
      surprise: 1,
    };
    const { errors = [] } = await refusal(await post(body));
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual([
      '/invoices',
      '/items/0/hsExport',
      '/items/0/quantity/value',
      '/surprise',
    ]);
  });

  it('points into the alternative that is meant', async () => {
    const body = { ...exampleApplication(), producer: { name: 'X', address: [], country: 'IN' } };
    const { errors = [] } = await refusal(await post(body));
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/producer/address']);
  });

  it.each([
    ['dates that do not exist', { retrospective: { reason: 'x', more: 1 } }],
    ['line breaks', { remarks: 'one\ntwo' }],
    ['half characters', { remarks: '\ud800' }],
    ['blanks', { remarks: '   ' }],
    ['null bytes', { remarks: 'a\u0000b' }],
    ['floats', { agency: 1.5 }],
    ['prototypes', { constructor: {} }],
  ])('refuses %s', async (_, change) => {
    expect((await post({ ...exampleApplication(), ...change })).status).toBe(422);
  });

  it('names an office that does not exist', async () => {
    const body = { ...exampleApplication(), office: 'ATLANTIS' };
    const { code, errors } = await refusal(await post(body));
    expect(code).toBe('unknown-office');
    expect(errors?.[0]?.pointer).toBe('/office');
  });

  it('says which methods an address takes', async () => {
    const answer = await call('/api/v1/sessions', { method: 'PUT', body: {} });
    expect(answer.headers.get('allow')).toBe('POST');
    expect(await refusal(answer)).toMatchObject({ status: 405, code: 'method-not-allowed' });
  });

  it.each(['/nowhere', '/api/v1/nowhere', '/api/v1/applications/', '/API/v1/offices'])(
    'knows no %s',
    async (where) => {
      const answer = await call(where, { as: 'exporter' });
      expect(await refusal(answer)).toMatchObject({ status: 404, code: 'not-found' });
    },
  );

  it.each(['not-a-uuid', '%00', '%2e%2e%2fetc', '%E0%A4%A'])('takes %s for no id', async (id) => {
    expect((await call(`${path}/${id}`, { as: 'exporter' })).status).toBe(404);
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'stage=nowhere', 'unknown=1', 'stage=draft&stage=x'])(
    'refuses the query %s',
    async (query) => {
      const answer = await call(`${path}?${query}`, { as: 'exporter' });
      expect(await refusal(answer)).toMatchObject({ status: 422, code: 'invalid-request' });
    },
  );

  it('never shows where in the code something failed', async () => {
    const answers = await Promise.all([
      call('/api/v1/verify/%E0%A4%A'),
      post('{"a":', json),
      fetch(`${url}/api/v1/sessions`, { method: 'POST', headers: json, body: '{}' }),
    ]);
    for (const answer of answers)
      expect(await answer.text()).not.toMatch(/\.ts\b|node_modules|\n\s+at /);
  });
});
