import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { openSecret, webhookSecretOf } from '../../../credential/sealed-secret.ts';
import { listAuditOf } from '../../../db/queries/audit/audit.ts';
import {
  account,
  caseNotice,
  webhookDelivery,
  webhookEndpoint,
} from '../../../db/schema/schema.ts';
import { endpointsAtOnce } from '../../../domain/notification/webhook.ts';
import { caseInStage } from '../../../test/records/case-in-stage.ts';
import { apiServer, masterKeys } from '../../../test/servers/api-server.ts';
import {
  deliveriesAnswer,
  newWebhookAnswer,
  webhookAnswer,
  webhooksAnswer,
} from '../../schemas/account/webhook.ts';

const { call, database, idOf } = await apiServer();
const path = '/api/v1/webhooks';
const url = 'https://erp.exporter.example/events';
const events = ['certificate.issued', 'certificate.cancelled'];

const add = (body: object = { url, events }, as: 'exporter' | 'other-exporter' = 'exporter') =>
  call(path, { body, as });
const added = async () => newWebhookAnswer.parse(await (await add()).json());
const codeOf = async (answer: Response) => [
  answer.status,
  ((await answer.json()) as { code: string }).code,
];
const remove = (id: string) => call(`${path}/${id}`, { method: 'DELETE', as: 'exporter' });

test('a webhook is added with a secret that is shown once and kept sealed', async () => {
  const { secret, ...webhook } = await added();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(webhook).toMatchObject({ iec: 'AAACS7302F', url, events, on: true, offBecause: null });
  const listed = webhooksAnswer.parse(await (await call(path, { as: 'exporter' })).json());
  expect(listed.webhooks).toEqual([webhook]);
  const one = await call(`${path}/${webhook.id}`, { as: 'exporter' });
  expect(webhookAnswer.parse(await one.json())).toEqual(webhook);
  const [row] = await database.select().from(webhookEndpoint);
  expect(JSON.stringify(row)).not.toContain(secret.slice(6));
  expect(openSecret(row?.secretSealed ?? '', masterKeys, webhookSecretOf(webhook.id))).toBe(secret);
  await remove(webhook.id);
});

test('another secret takes its place, the one before counts for a day', async () => {
  const before = await added();
  const renewed = await call(`${path}/${before.id}/secret`, { method: 'POST', as: 'exporter' });
  const after = newWebhookAnswer.parse(await renewed.json());
  expect(after.secret).not.toBe(before.secret);
  const left = Date.parse(after.formerSecretUntil ?? '') - Date.now();
  expect(left).toBeGreaterThan(23 * 3_600_000);
  expect(left).toBeLessThanOrEqual(24 * 3_600_000);
  const [row] = await database.select().from(webhookEndpoint);
  const belongsTo = webhookSecretOf(before.id);
  expect(openSecret(row?.formerSecretSealed ?? '', masterKeys, belongsTo)).toBe(before.secret);
  expect(openSecret(row?.secretSealed ?? '', masterKeys, belongsTo)).toBe(after.secret);
  await remove(before.id);
});

test('it is changed, switched off, on again as if it had never failed, and removed; the audit tells each', async () => {
  const { id } = await added();
  const put = async (body: object) => {
    const answer = await call(`${path}/${id}`, { method: 'PUT', body, as: 'exporter' });
    return webhookAnswer.parse(await answer.json());
  };
  expect(await put({ url, events, on: false })).toMatchObject({ on: false, offBecause: 'owner' });
  await database
    .update(webhookEndpoint)
    .set({ offBecause: 'failing', failingSince: new Date(0) })
    .where(eq(webhookEndpoint.id, id));
  const still = await put({ url, events: ['certificate.issued'], on: false });
  expect(still).toMatchObject({ on: false, offBecause: 'failing', events: ['certificate.issued'] });
  const on = await put({ url: `${url}/new`, events, on: true });
  expect(on).toMatchObject({ on: true, offSince: null, failingSince: null, url: `${url}/new` });
  expect((await remove(id)).status).toBe(204);
  expect((await call(`${path}/${id}`, { as: 'exporter' })).status).toBe(404);
  const told = (await listAuditOf(database, 'exporter/AAACS7302F')).map(
    ({ body }) => JSON.parse(body) as { action: string; before: object; after: object },
  );
  const ofIt = told.filter((one) => JSON.stringify(one).includes(id));
  expect(ofIt.map(({ action }) => action)).toEqual([
    'webhook-added',
    'webhook-changed',
    'webhook-changed',
    'webhook-changed',
    'webhook-removed',
  ]);
  expect(JSON.stringify(told)).not.toContain('whsec_');
});

describe('is refused', () => {
  test.each([
    'http://erp.exporter.example/',
    'https://127.0.0.1/',
    'https://0x7f000001/',
    'https://[::1]/',
    'https://169.254.169.254/latest',
    'https://localhost/',
    'https://user:secret@erp.exporter.example/',
    'https://erp.exporter.example/#part',
    'ftp://erp.exporter.example/',
    'nowhere',
  ])('for the address %s', async (address) => {
    const answer = await add({ url: address, events });
    expect(await codeOf(answer)).toEqual([422, 'webhook-url-refused']);
  });

  test('for events that there are none of, twice, or not at all', async () => {
    for (const wanted of [
      [],
      ['application.overdue'],
      ['certificate.issued', 'certificate.issued'],
    ]) {
      expect((await add({ url, events: wanted })).status).toBe(422);
    }
  });

  test('beyond as many as one exporter may have, however many ask at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: endpointsAtOnce + 3 }, () => add(undefined, 'other-exporter')),
    );
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses.filter((status) => status === 201)).toHaveLength(endpointsAtOnce);
    expect(statuses.filter((status) => status === 409)).toHaveLength(3);
  });
});

describe('deliveries', () => {
  async function withDeliveries(states: ('due' | 'delivered' | 'dead')[]) {
    const { id } = await added();
    const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };
    const applicationId = await caseInStage(database, 'issued', owner);
    for (const [index, state] of states.entries()) {
      const turn = { applicationId, turn: 'issued' as const, revision: 4, at: new Date() };
      const [notice] = await database
        .insert(caseNotice)
        .values({ ...turn, occasion: `test/${index}`, spreadAt: new Date() })
        .returning({ id: caseNotice.id });
      await database.insert(webhookDelivery).values({
        id: randomUUID(),
        endpointId: id,
        noticeId: notice?.id ?? 0,
        state,
        attempts: 3,
        lastAttemptAt: new Date(),
      });
    }
    return id;
  }
  const page = async (id: string, query = '') => {
    const answer = await call(`${path}/${id}/deliveries${query}`, { as: 'exporter' });
    return deliveriesAnswer.parse(await answer.json());
  };
  const resend = (id: string, delivery: string) =>
    call(`${path}/${id}/deliveries/${delivery}/resend`, { method: 'POST', as: 'exporter' });

  test('are listed newest first, page by page, dead ones alone where asked', async () => {
    const id = await withDeliveries(['delivered', 'dead', 'due']);
    const first = await page(id, '?limit=2');
    const second = await page(id, `?limit=2&cursor=${first.nextCursor}`);
    const states = [...first.deliveries, ...second.deliveries].map(({ state }) => state);
    expect([states, second.nextCursor]).toEqual([['due', 'dead', 'delivered'], null]);
    expect((await page(id, '?state=dead')).deliveries).toMatchObject([
      { state: 'dead', event: 'certificate.issued', nextAttemptAt: null },
    ]);
    const bad = await call(`${path}/${id}/deliveries?cursor=x`, { as: 'exporter' });
    expect(await codeOf(bad)).toEqual([400, 'bad-cursor']);
    await remove(id);
  });

  test('that have ended are sent again, under the same id; one on its way is not', async () => {
    const id = await withDeliveries(['dead', 'due']);
    const [onItsWay, dead] = (await page(id)).deliveries;
    expect((await resend(id, dead?.id ?? '')).status).toBe(202);
    expect((await page(id, '?state=due')).deliveries.map((one) => one.id)).toContain(dead?.id);
    expect(await codeOf(await resend(id, onItsWay?.id ?? ''))).toEqual([
      409,
      'delivery-on-its-way',
    ]);
    expect((await resend(id, randomUUID())).status).toBe(404);
    await remove(id);
  });

  test('of a webhook that is off are not', async () => {
    const id = await withDeliveries(['dead']);
    const body = { url, events, on: false };
    await call(`${path}/${id}`, { method: 'PUT', body, as: 'exporter' });
    const [dead] = (await page(id)).deliveries;
    expect(await codeOf(await resend(id, dead?.id ?? ''))).toEqual([409, 'webhook-off']);
    await remove(id);
  });
});

test('everybody chooses the language of what he is told; English until then', async () => {
  const mine = async () =>
    (await (await call('/api/v1/account', { as: 'officer' })).json()) as object;
  expect(await mine()).toMatchObject({ language: 'en' });
  const put = (language: string) =>
    call('/api/v1/account/language', { method: 'PUT', body: { language }, as: 'officer' });
  expect((await put('hi')).status).toBe(204);
  expect(await mine()).toMatchObject({ language: 'hi' });
  expect((await put('fr')).status).toBe(422);
  const chosen = await database.$count(account, eq(account.language, 'hi'));
  expect(chosen).toBe(1);
});
