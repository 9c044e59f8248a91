import fc, { type JsonValue } from 'fast-check';
import { expect, it } from 'vitest';
import { offContract } from '../test/contract.ts';
import { caseInStage } from '../test/records/case-in-stage.ts';
import { exampleApplication } from '../test/records/example-application.ts';
import { apiServer } from '../test/servers/api-server.ts';
import { endpoints } from './endpoints.ts';

const { call, database, idOf } = await apiServer();
const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };
const draft = await caseInStage(database, 'draft', owner);
const issued = await caseInStage(database, 'issued', owner);

const fields = [
  'expectedRevision',
  'payment',
  'decision',
  'signature',
  'note',
  'login',
  'password',
];
const hostileBody = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.dictionary(
    fc.constantFrom(...fields, ...Object.keys(exampleApplication())),
    fc.oneof(fc.jsonValue(), fc.constantFrom<JsonValue>(3, 'a\0b', '\ud800')),
  ),
  fc
    .tuple(fc.constantFrom(...Object.keys(exampleApplication())), fc.jsonValue({ maxDepth: 2 }))
    .map(([key, value]) => ({ ...exampleApplication(), [key]: value })),
);
const hostilePart = fc.oneof(
  fc.constantFrom(draft, issued, 'EIC-MUMBAI-2026-0000001-X', '%00', '..%2f..', '%ff', 'null'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 70 }).map(encodeURIComponent),
);
const hostileQuery = fc
  .dictionary(
    fc.constantFrom('stage', 'cursor', 'limit', 'office', 'x'),
    fc.oneof(fc.string(), fc.constantFrom('\0', 'draft', '10', 'EIC-MUMBAI')),
  )
  .map((query) => new URLSearchParams(query).toString());
const hostileHeader = fc.constantFrom('"3"', '"0"', '*', '"x"', 'W/"3"');

/** Signing out comes last, or nobody would be let in afterwards. */
const inOrder = endpoints.toSorted((one) => (one.method === 'delete' ? 1 : -1));

it.each(inOrder)('$method $path keeps to its document, whatever it is sent', async (endpoint) => {
  const { method, path, bodySchema, bodyKind } = endpoint;
  const parts = fc.array(hostilePart, { minLength: 2, maxLength: 2 });
  const asked = fc.record({
    parts,
    query: hostileQuery,
    body: hostileBody,
    ifMatch: hostileHeader,
  });
  const property = fc.asyncProperty(asked, async ({ parts: [one = ''], ...given }) => {
    const target = path.replaceAll(/\{\w+\}/g, one).replace(/^\/\/+/, '/');
    const form = bodyKind === 'form' ? `msg=${encodeURIComponent(given.query)}` : null;
    const answer = await call(`/api/v1${target}?${given.query}`, {
      method: method.toUpperCase(),
      as: path.startsWith('/migration') ? 'migration' : 'exporter',
      headers: {
        'if-match': given.ifMatch,
        'idempotency-key': crypto.randomUUID(),
        ...(form === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(bodySchema ? { body: JSON.parse(JSON.stringify(given.body)) } : {}),
      ...(form === null ? {} : { body: form }),
    });
    expect(answer.status).toBeLessThan(500);
    if (method !== 'delete') expect(answer.status).not.toBe(401);
    if (answer.status === 204 || answer.status === 303) return;
    if (answer.headers.get('content-type')?.includes('json')) {
      expect(await offContract(endpoint, answer)).toBeNull();
    }
  });
  await fc.assert(property, { numRuns: 60 });
});
