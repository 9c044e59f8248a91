import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import type { Activities } from '../../activities/activities.ts';
import { connectEngine } from '../../test/servers/case-worker.ts';
import { caseTaskQueue } from '../../workflows/case/contract.ts';
import { problemContent } from '../problem/problem.ts';
import { createCaseMessages } from './case-messages.ts';

const { client, createWorker } = await connectEngine();
const messages = createCaseMessages(client, 'original');

const submissions: string[] = [];
const refusal = {
  code: 'value-content-too-low',
  message: 'Too little of it is Indian.',
  pointer: '/items/0',
  reasoning: [],
};
const activities: Partial<Activities> = {
  recordSubmission: async ({ applicationId, expectedRevision }) => {
    submissions.push(applicationId);
    return { stage: 'submitted', revision: expectedRevision + 1 };
  },
  lookupIec: async () => ({ status: 'active' }),
  openApplication: async ({ applicationId, revision }) => {
    const state = { revision: revision + 1, orderOpen: false };
    if (applicationId.startsWith('refused')) return { ...state, stage: 'draft', refused: refusal };
    return { ...state, stage: 'under-review' };
  },
};

/** Runs `during` while a worker is there; outside of it nobody carries anything out. */
async function withWorker<T>(during: () => Promise<T>): Promise<T> {
  const worker = await createWorker(caseTaskQueue, activities);
  return worker.runUntil(during);
}

const shown = { scheme: 'AIFTA', officeId: 'EIC-MUMBAI', agencyCode: 'EIC' };
const by = { accountId: randomUUID(), role: 'exporter' } as const;
const submission = { by, expectedRevision: 1, paymentMethod: 'wallet' } as const;
const submit = (id: string, updateId = randomUUID()) =>
  messages.submit(id, shown, updateId, submission);
const refusalOf = async (sent: Promise<unknown>) =>
  problemContent(await sent.catch((error: unknown) => error));

describe('messages of the API to a case', () => {
  it('R5 says that an outcome is not known yet, and tells it to who asks again', async () => {
    const id = randomUUID();
    const updateId = randomUUID();
    expect(await submit(id, updateId)).toEqual({ outcome: 'unknown' });
    await withWorker(async () => {
      const state = { stage: 'under-review', revision: 3 };
      expect(await submit(id, updateId)).toEqual({ outcome: 'done', state });
      expect(await submit(id, updateId)).toEqual({ outcome: 'done', state });
    });
    expect(submissions.filter((one) => one === id)).toHaveLength(1);
  });

  it('turns refusals, conflicts and closed cases into problems', async () => {
    await withWorker(async () => {
      const refused = await refusalOf(submit(`refused-${randomUUID()}`));
      expect(refused).toMatchObject({ status: 422, code: refusal.code, detail: refusal.message });

      const id = randomUUID();
      await submit(id);
      const stale = messages.decide(id, randomUUID(), {
        by: { ...by, role: 'officer' },
        expectedRevision: 2,
        decision: { approve: true },
      });
      expect(await refusalOf(stale)).toMatchObject({ status: 409, code: 'revision-stale' });
      const early = messages.resume(id, randomUUID(), {
        by: { ...by, role: 'dgft-operations' },
        expectedRevision: 3,
        note: 'x',
      });
      expect(await refusalOf(early)).toMatchObject({ status: 409, code: 'stage-forbids-action' });

      const nowhere = messages.pay(randomUUID(), randomUUID(), submission);
      expect(await refusalOf(nowhere)).toMatchObject({ status: 409, code: 'case-moved-on' });
    });
  });

  it('says that the engine is away when it is, and that nothing was taken', async () => {
    // Left open: a last attempt may still be on its way, and would fail on a closed connection.
    const away = Connection.lazy({ address: '127.0.0.1:9' });
    const unheard = createCaseMessages(new Client({ connection: away }), 'original');
    const sent = unheard.submit(randomUUID(), shown, randomUUID(), submission);
    expect(await refusalOf(sent)).toMatchObject({ status: 503, retryAfterSeconds: 5 });
  });
});
