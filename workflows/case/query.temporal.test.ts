import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import { describe, expect, test } from 'vitest';
import type { Activities } from '../../activities/activities.ts';
import { moved, type Step, stepsNoted } from '../../test/records/scripted-case.ts';
import {
  caseWorkflows,
  startCaseWorker,
  testDataConverter,
} from '../../test/servers/case-worker.ts';
import { failureType } from '../failure.ts';
import * as contract from './contract.ts';

const dayMs = 86_400_000;

/** Until when a case waits for its exporter, in milliseconds from its asking; ten days by default. */
const waits = new Map<string, number>();
const { note, doneWith, cases } = stepsNoted();
const asked = ({ applicationId }: Step) =>
  new Date(Date.now() + (waits.get(applicationId) ?? 10 * dayMs)).toISOString();
const unpaid = new Set<string>();
const until = new Map<string, string>();
/** Cases whose next query cannot be written, and the revision that it must be written at then. */
const broken = new Set<string>();
const atRevision = new Map<string, number>();

const activities: Partial<Activities> = {
  recordSubmission: async ({ expectedRevision }) => ({
    stage: 'submitted',
    revision: expectedRevision + 1,
  }),
  lookupIec: async () => ({ status: 'active' }),
  openApplication: async (step) =>
    unpaid.has(step.applicationId)
      ? { ...moved('awaiting-payment', step), orderOpen: true, respondBy: asked(step) }
      : { ...moved('under-review', step), orderOpen: false },
  settlePayment: async (step) => {
    note(step, 'settle');
    const stage = 'awaiting-payment';
    return { stage, revision: step.revision, orderOpen: true, respondBy: asked(step) };
  },
  recordAttention: async (step) => moved('needs-attention', step),
  recordResumption: async (step) => moved('under-review', step),
  raiseQuery: async (step) => {
    if (broken.delete(step.applicationId)) {
      throw ApplicationFailure.nonRetryable('no such office', failureType.corrupt);
    }
    note(step, 'ask');
    expect(step.revision).toBe(atRevision.get(step.applicationId) ?? step.revision);
    until.set(step.applicationId, asked(step));
    return { ...moved('query-raised', step), respondBy: asked(step) };
  },
  answerQuery: async (step) => {
    note(step, 'answer');
    if (step.note !== 'wrong') return moved('under-review', step);
    const refused = { code: 'change-not-asked', message: 'no', pointer: '/x', reasoning: [] };
    const respondBy = until.get(step.applicationId) ?? '';
    return { stage: 'query-raised', revision: step.revision, refused, respondBy };
  },
  remindExporter: async (step) => {
    note(step, 'remind');
    return { ...moved('query-raised', step), respondBy: until.get(step.applicationId) ?? '' };
  },
  lapseCase: async (step) => {
    note(step, 'lapse');
    return moved('lapsed', step);
  },
  withdrawCase: async (step) => {
    note(step, 'withdraw');
    return moved('withdrawn', step);
  },
  prepareCertificate: async (step) => moved('awaiting-signature', step),
};

const exporter = { accountId: randomUUID(), role: 'exporter' } as const;
const officer = { accountId: randomUUID(), role: 'officer' } as const;
const question = { pointer: '/remarks', documentType: null, reason: 'Say more.' };
const query = (expectedRevision: number) => ({
  args: [{ by: officer, expectedRevision, questions: [question] }] as [contract.RaiseQueryInput],
});
const answer = (expectedRevision: number, words: string | null = null) => ({
  args: [{ by: exporter, expectedRevision, answerRevision: 0, note: words }] as [
    contract.AnswerQueryInput,
  ],
});
const withdrawal = (expectedRevision: number) => ({
  args: [{ by: exporter, expectedRevision, reason: 'not needed' }] as [contract.WithdrawInput],
});
const { submit, caseOf } = await startCaseWorker(activities);

async function queried(id: string) {
  await submit(id);
  const kase = caseOf(id);
  const state = await kase.executeUpdate(contract.raiseQuery, query(3));
  expect(state).toEqual({ stage: 'query-raised', revision: 4 });
  return kase;
}

describe('R50 an officer asks and the exporter answers', () => {
  test('as often as it takes; in between nobody decides', async () => {
    const id = randomUUID();
    const kase = await queried(id);
    const decide = { by: officer, expectedRevision: 4, decision: { approve: true as const } };
    await expect(kase.executeUpdate(contract.decide, { args: [decide] })).rejects.toMatchObject({
      cause: { type: failureType.conflict },
    });
    await kase.executeUpdate(contract.answerQuery, answer(4));
    await kase.executeUpdate(contract.raiseQuery, query(5));
    expect(await kase.executeUpdate(contract.answerQuery, answer(6))).toEqual({
      stage: 'under-review',
      revision: 7,
    });
    expect(doneWith(id)).toEqual(['ask', 'answer', 'ask', 'answer']);
    await kase.executeUpdate(contract.withdraw, withdrawal(7));
    expect(await kase.result()).toEqual({ outcome: 'withdrawn' });
  });

  test('an answer that is refused leaves the query open, and its time as it was', async () => {
    const id = randomUUID();
    const kase = await queried(id);
    await expect(
      kase.executeUpdate(contract.answerQuery, answer(4, 'wrong')),
    ).rejects.toMatchObject({ cause: { type: failureType.rejected } });
    expect((await kase.executeUpdate(contract.answerQuery, answer(4))).stage).toBe('under-review');
    await kase.executeUpdate(contract.withdraw, withdrawal(5));
  });

  test('who does not answer in time lapses', async () => {
    const id = randomUUID();
    waits.set(id, 500);
    const kase = await queried(id);
    expect(await kase.result()).toEqual({ outcome: 'lapsed' });
    expect(doneWith(id)).toEqual(['ask', 'lapse']);
  });

  test('who is reminded may still answer', async () => {
    const id = randomUUID();
    waits.set(id, dayMs + 4_000);
    const kase = await queried(id);
    await expect.poll(() => doneWith(id), { timeout: 30_000 }).toContain('remind');
    const { revision } = await kase.query(contract.state);
    await kase.executeUpdate(contract.answerQuery, answer(revision));
    await kase.executeUpdate(contract.withdraw, withdrawal(revision + 1));
    expect(doneWith(id)).toEqual(['ask', 'remind', 'answer', 'withdraw']);
  });
});

test('R6 a step that was parked goes on at the revision at which operations let it go on', async () => {
  const id = randomUUID();
  await submit(id);
  broken.add(id);
  const kase = caseOf(id);
  await expect(kase.executeUpdate(contract.raiseQuery, query(3))).rejects.toThrow();
  expect(await kase.query(contract.state)).toEqual({ stage: 'needs-attention', revision: 4 });
  atRevision.set(id, 5);
  const by = { accountId: randomUUID(), role: 'dgft-operations' } as const;
  await kase.executeUpdate(contract.resume, { args: [{ by, expectedRevision: 4, note: 'go on' }] });
  await expect
    .poll(() => kase.query(contract.state), { timeout: 30_000 })
    .toEqual({ stage: 'query-raised', revision: 6 });
  await kase.executeUpdate(contract.withdraw, withdrawal(6));
});

describe('a case ends before its certificate', () => {
  test('withdrawn while it waits for the fee, and while it waits for the signature', async () => {
    const id = randomUUID();
    unpaid.add(id);
    await submit(id);
    await caseOf(id).executeUpdate(contract.withdraw, withdrawal(3));
    expect(await caseOf(id).result()).toEqual({ outcome: 'withdrawn' });
    const other = randomUUID();
    await submit(other);
    const decide = { by: officer, expectedRevision: 3, decision: { approve: true as const } };
    await caseOf(other).executeUpdate(contract.decide, { args: [decide] });
    await caseOf(other).executeUpdate(contract.withdraw, withdrawal(4));
    expect(await caseOf(other).result()).toEqual({ outcome: 'withdrawn' });
  });

  test('one whose fee is never paid lapses, after the gateway was asked once more', async () => {
    const id = randomUUID();
    unpaid.add(id);
    waits.set(id, 500);
    await submit(id);
    expect(await caseOf(id).result()).toEqual({ outcome: 'lapsed' });
    expect(doneWith(id)).toEqual(['settle', 'lapse']);
  });

  test('of a withdrawal and an approval at once one is done, and the other is told', async () => {
    const id = randomUUID();
    await submit(id);
    const decide = { by: officer, expectedRevision: 3, decision: { approve: true as const } };
    const both = await Promise.allSettled([
      caseOf(id).executeUpdate(contract.decide, { args: [decide] }),
      caseOf(id).executeUpdate(contract.withdraw, withdrawal(3)),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('their histories replay', async () => {
    const bundle = {
      workflowBundle: caseWorkflows(),
      dataConverter: testDataConverter,
    };
    const ids = cases();
    expect(ids.length).toBeGreaterThan(5);
    for (const id of ids) {
      await Worker.runReplayHistory(bundle, await caseOf(id).fetchHistory());
    }
  });
});
