import { randomUUID } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { sealSecret, webhookSecretOf } from '../../credential/sealed-secret.ts';
import { newWebhookSecret, webhookHeaders } from '../../credential/webhook-secret.ts';
import { listAuditOf } from '../../db/queries/audit/audit.ts';
import { resendDelivery } from '../../db/queries/webhook/delivery-list.ts';
import { caseNotice, webhookDelivery, webhookEndpoint } from '../../db/schema/schema.ts';
import { events } from '../../domain/notification/turn.ts';
import { pausesMs } from '../../domain/notification/webhook.ts';
import { noticeDesk } from '../../test/desks/notice-desk.ts';
import { caseWorkflows, testDataConverter } from '../../test/servers/case-worker.ts';
import { signatureOf, webhookReceiver } from '../../test/servers/webhook-receiver.ts';
import { webhookDeliveryId } from './contract.ts';

/** Pauses as the law has them, each a hundredth of a second long. */
const pauses: number[] = [];
const desk = await noticeDesk((real) => ({
  attemptDelivery: async (input) => {
    const result = await real.attemptDelivery(input);
    if (result.outcome === 'due') pauses.push(result.pauseMs);
    return { ...result, pauseMs: Math.min(result.pauseMs, 10) };
  },
}));
const { database, owner, caseIn, step, deliver, client } = desk;
const receiver = await webhookReceiver();

type Row = Partial<typeof webhookEndpoint.$inferInsert>;
async function endpoint(more: Row = {}) {
  const [id, secret] = [randomUUID(), newWebhookSecret()];
  const secretSealed = sealSecret(secret, desk.masterKeys, webhookSecretOf(id));
  const path = `/${id}`;
  await database.insert(webhookEndpoint).values({
    id,
    iec: owner.iec,
    url: receiver.url + path,
    events: [...events],
    secretSealed,
    createdBy: owner.accountId,
    ...more,
  });
  const row = async () => {
    const [found] = await database.select().from(webhookEndpoint).where(eq(webhookEndpoint.id, id));
    return found;
  };
  return { id, secret, path, row, received: () => receiver.at(path) };
}

const deliveriesOf = (endpointId: string) =>
  database.select().from(webhookDelivery).where(eq(webhookDelivery.endpointId, endpointId));

/** Makes a case's turn and waits until its delivery to an endpoint has ended. */
async function told(to: { id: string }) {
  const id = await caseIn('awaiting-signature');
  await step(id, 'issued');
  await deliver();
  return ended(to);
}
async function ended({ id }: { id: string }) {
  for (const delivery of await deliveriesOf(id)) {
    await client.workflow.getHandle(webhookDeliveryId(delivery.id)).result();
  }
  return deliveriesOf(id);
}

const bodyOf = (text: string) => JSON.parse(text) as { type: string; data: { sequence: number } };

describe('a delivery', () => {
  test('is signed as the Standard Webhooks say, and holds no word of what the case is about', async () => {
    const to = await endpoint();
    const [delivery] = await told(to);
    expect(delivery).toMatchObject({ state: 'delivered', lastStatus: 204, attempts: 1 });
    const [one, ...others] = to.received();
    if (!one || others.length > 0) throw new Error('not exactly one');
    expect(one.headers['webhook-id']).toBe(delivery?.id);
    expect(one.headers['webhook-signature']).toBe(signatureOf(one, to.secret));
    const age = Date.now() / 1000 - Number(one.headers['webhook-timestamp']);
    expect(Math.abs(age)).toBeLessThan(120);
    const [notice] = await database
      .select()
      .from(caseNotice)
      .where(eq(caseNotice.id, delivery?.noticeId ?? 0));
    expect(JSON.parse(one.body)).toEqual({
      type: 'certificate.issued',
      timestamp: notice?.at.toISOString(),
      data: {
        sequence: notice?.id,
        applicationId: notice?.applicationId,
        stage: 'issued',
        revision: 4,
        certificateNumber: null,
        successor: null,
      },
    });
    expect((await to.row())?.failingSince).toBeNull();
  });

  test('is signed as the published example of the Standard Webhooks is', () => {
    const headers = webhookHeaders(
      { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' },
      ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    );
    const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
    expect(headers['webhook-signature']).toBe(signature);
  });

  test('is signed by both secrets while one takes the place of the other, then by the new alone', async () => {
    const to = await endpoint();
    const former = newWebhookSecret();
    const formerSecretSealed = sealSecret(former, desk.masterKeys, webhookSecretOf(to.id));
    const until = (formerUntil: Date) =>
      database
        .update(webhookEndpoint)
        .set({ formerSecretSealed, formerUntil })
        .where(eq(webhookEndpoint.id, to.id));
    await until(new Date(Date.now() + 3_600_000));
    await told(to);
    await until(new Date(Date.now() - 1));
    await told(to);
    const [both, alone] = to.received();
    if (!both || !alone) throw new Error('not both');
    const wanted = [signatureOf(both, to.secret), signatureOf(both, former)].join(' ');
    expect(both.headers['webhook-signature']).toBe(wanted);
    expect(alone.headers['webhook-signature']).toBe(signatureOf(alone, to.secret));
  });

  test('goes to endpoints of the exporter alone that want the event and are on', async () => {
    const wanting = await endpoint({ events: ['certificate.issued'] });
    const others = await Promise.all([
      endpoint({ events: ['application.rejected'] }),
      endpoint({ iec: '0388012345' }),
      endpoint({ offSince: new Date(), offBecause: 'owner' }),
    ]);
    await told(wanting);
    expect(wanting.received()).toHaveLength(1);
    for (const other of others) expect(await deliveriesOf(other.id)).toEqual([]);
  });

  test('says by its sequence in which order the turns of a case were made', async () => {
    const to = await endpoint();
    const id = await caseIn('submitted');
    await step(id, 'awaiting-payment');
    await step(id, 'under-review');
    await step(id, 'rejected');
    await deliver();
    await ended(to);
    const inOrder = to
      .received()
      .map(({ body }) => bodyOf(body))
      .toSorted((a, b) => a.data.sequence - b.data.sequence);
    expect(inOrder.map(({ type }) => type)).toEqual([
      'application.fee-awaited',
      'application.under-review',
      'application.rejected',
    ]);
  });
});

describe('a delivery that fails', () => {
  test('is tried again with growing pauses, under one id and body, until it arrives', async () => {
    const to = await endpoint();
    receiver.answer(to.path, 500, 503, 302);
    pauses.length = 0;
    const [delivery] = await told(to);
    expect(delivery).toMatchObject({ state: 'delivered', attempts: 4, lastFailure: null });
    expect(pauses).toEqual(pausesMs.slice(0, 3));
    const sent = to.received();
    expect(new Set(sent.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
    expect((await to.row())?.failingSince).toBeNull();
  });

  test('is given up after days, can be seen, and is sent again under the same id when asked', async () => {
    const to = await endpoint();
    receiver.answer(to.path, ...Array.from({ length: 10 }, () => 500));
    pauses.length = 0;
    const [dead] = await told(to);
    expect(dead).toMatchObject({
      state: 'dead',
      attempts: 10,
      lastStatus: 500,
      lastFailure: 'refused',
    });
    expect(pauses).toEqual(pausesMs);
    expect(pauses.reduce((sum, pause) => sum + pause)).toBeGreaterThan(3 * 86_400_000);
    expect(await resendDelivery(database, dead?.id ?? '')).toBe(true);
    expect(await resendDelivery(database, dead?.id ?? '')).toBe(false);
    await deliver();
    const [delivered] = await ended(to);
    expect(delivered).toMatchObject({ id: dead?.id, state: 'delivered', attempts: 1 });
    expect(to.received()).toHaveLength(11);
  });

  test('for five days switches the endpoint off, and those who manage are told, once each', async () => {
    const manager = await desk.user({ rights: ['view', 'manage'], language: 'hi' });
    const clerk = await desk.user();
    const to = await endpoint({ failingSince: new Date(Date.now() - 5.01 * 86_400_000) });
    receiver.answer(to.path, 500, 500);
    await step(await caseIn('awaiting-signature'), 'issued');
    await step(await caseIn('awaiting-signature'), 'issued');
    await deliver();
    const both = await ended(to);
    expect(both.map(({ state }) => state)).toEqual(['dead', 'dead']);
    expect(await to.row()).toMatchObject({ offBecause: 'failing', offSince: expect.any(Date) });
    const about = async (email: string) =>
      (await desk.mailsTo(email)).filter(({ text }) => text.includes(to.path));
    expect(
      (await about(manager.email)).map(({ subject, deliveries }) => [subject, deliveries]),
    ).toEqual([['एक वेबहुक बंद किया गया', 1]]);
    expect(await about(clerk.email)).toEqual([]);
    const audited = (await listAuditOf(database, `exporter/${owner.iec}`)).map(
      ({ body }) => JSON.parse(body) as { action: string; after: { webhook: string } },
    );
    const off = audited.filter(({ after }) => after.webhook === to.id);
    expect(off.map(({ action }) => action)).toEqual(['webhook-switched-off']);
  });

  test('for a shorter time does not', async () => {
    const to = await endpoint({ failingSince: new Date(Date.now() - 4.9 * 86_400_000) });
    receiver.answer(to.path, 500);
    const [delivery] = await told(to);
    expect(delivery?.state).toBe('delivered');
    expect(await to.row()).toMatchObject({ offSince: null, failingSince: null });
  });

  test('by 410 switches the endpoint off at once', async () => {
    const to = await endpoint();
    receiver.answer(to.path, 410);
    const [delivery] = await told(to);
    expect([delivery?.state, (await to.row())?.offBecause]).toEqual(['dead', 'failing']);
    expect(to.received()).toHaveLength(1);
  });

  test('and lost its run is begun again a quarter of an hour after it was due', async () => {
    const to = await endpoint();
    receiver.answer(to.path, 500);
    const id = await caseIn('awaiting-signature');
    await step(id, 'issued');
    await desk.activities.spreadNotices();
    const [delivery] = await deliveriesOf(to.id);
    const attempt = new MockActivityEnvironment();
    await attempt.run(desk.activities.attemptDelivery, { deliveryId: delivery?.id ?? '' });
    await deliver();
    expect(to.received()).toHaveLength(1);
    const own = eq(webhookDelivery.id, delivery?.id ?? '');
    await database
      .update(webhookDelivery)
      .set({ dueAt: sql`now() - interval '16 minutes'` })
      .where(own);
    await deliver();
    await ended(to);
    const delivered = and(own, eq(webhookDelivery.state, 'delivered'));
    expect(await database.$count(webhookDelivery, delivered)).toBe(1);
  });
});

test('recorded deliveries replay: one that arrived late, one that was given up', async () => {
  const to = await endpoint();
  receiver.answer(to.path, 500);
  const [late] = await told(to);
  const workflowBundle = caseWorkflows();
  const dead = await database
    .select({ id: webhookDelivery.id })
    .from(webhookDelivery)
    .where(eq(webhookDelivery.state, 'dead'))
    .limit(1);
  for (const id of [late?.id ?? '', dead[0]?.id ?? '']) {
    const workflowId = webhookDeliveryId(id);
    const history = await client.workflow.getHandle(workflowId).fetchHistory();
    const dataConverter = testDataConverter;
    await Worker.runReplayHistory({ workflowBundle, dataConverter }, history, workflowId);
  }
});
