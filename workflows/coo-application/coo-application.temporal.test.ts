import { randomUUID } from 'node:crypto';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import { describe, expect, test } from 'vitest';
import type { Activities } from '../../activities/activities.ts';
import { moved } from '../../test/records/scripted-case.ts';
import {
  caseWorkflows,
  startCaseWorker,
  testDataConverter,
} from '../../test/servers/case-worker.ts';
import * as contract from '../case/contract.ts';
import { failureType } from '../failure.ts';

const calls = new Map<string, number>();
const count = (name: string, applicationId: string) => {
  const key = `${applicationId}/${name}`;
  calls.set(key, (calls.get(key) ?? 0) + 1);
};
const counted = (name: string, applicationId: string) => calls.get(`${applicationId}/${name}`) ?? 0;
const awayOnce = new Set<string>();
const byGateway = new Set<string>();
const paid = new Set<string>();

/** Fifteen days from now, as the record says to a case that waits for its fee. */
const respondBy = new Date(Date.now() + 15 * 86_400_000).toISOString();

const activities: Partial<Activities> = {
  recordSubmission: async ({ expectedRevision }) => ({
    stage: 'submitted',
    revision: expectedRevision + 1,
  }),
  lookupIec: async () => ({ status: 'active' }),
  openApplication: async (step) => {
    const { applicationId } = step;
    if (awayOnce.delete(applicationId))
      throw ApplicationFailure.nonRetryable('no such office', failureType.corrupt);
    if (!byGateway.has(applicationId)) return { ...moved('under-review', step), orderOpen: false };
    return { ...moved('awaiting-payment', step), orderOpen: true, respondBy };
  },
  settlePayment: async (step) => {
    count('settle', step.applicationId);
    if (!paid.has(step.applicationId))
      return { stage: 'awaiting-payment', revision: step.revision, orderOpen: true, respondBy };
    return { ...moved('under-review', step), orderOpen: false };
  },
  prepareCertificate: async (step) => {
    count('prepare', step.applicationId);
    return moved('awaiting-signature', step);
  },
  recordRejection: async (step) => {
    count('reject', step.applicationId);
    return moved('rejected', step);
  },
  issueCertificate: async (step) => {
    count('issue', step.applicationId);
    if (step.signature === 'forged') {
      const refused = {
        code: 'signature-not-accepted',
        message: 'no',
        pointer: null,
        reasoning: [],
      };
      return { stage: 'awaiting-signature', revision: step.revision, refused };
    }
    return moved('issued', step);
  },
  recordAttention: async (step) => moved('needs-attention', step),
  recordResumption: async (step) => moved('submitted', step),
};

const officer = { accountId: randomUUID(), role: 'officer' } as const;
const operations = { accountId: randomUUID(), role: 'dgft-operations' } as const;
const approval = (expectedRevision: number) => ({
  by: officer,
  expectedRevision,
  decision: { approve: true as const },
});
const { submit, caseOf } = await startCaseWorker(activities);

/** What a refused update says: its failure type and stable code. */
async function refusalOf(update: Promise<unknown>): Promise<{ type: unknown; code: unknown }> {
  const error = await update.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof WorkflowUpdateFailedError)) throw error;
  const cause = error.cause as ApplicationFailure;
  return { type: cause.type, code: (cause.details?.[0] as { code: string } | undefined)?.code };
}

describe('R1 R5 the messages of a case', () => {
  test('a case goes from submission to issue, each message answered with where it stands', async () => {
    const id = randomUUID();
    expect(await submit(id)).toEqual({ stage: 'under-review', revision: 3 });
    const kase = caseOf(id);
    expect(await kase.executeUpdate(contract.decide, { args: [approval(3)] })).toEqual({
      stage: 'awaiting-signature',
      revision: 4,
    });
    const signature = { by: officer, expectedRevision: 4, signature: 'good' };
    expect(await kase.executeUpdate(contract.attachSignature, { args: [signature] })).toEqual({
      stage: 'issued',
      revision: 5,
    });
    expect(await kase.result()).toEqual({ outcome: 'issued' });
  });

  test('ten identical submissions, decisions and signatures at once have one effect', async () => {
    const id = randomUUID();
    const ten = <T>(send: () => Promise<T>) => Promise.all(Array.from({ length: 10 }, send));
    const submitted = await ten(() => submit(id, 'submit-key'));
    expect(new Set(submitted.map(({ revision }) => revision))).toEqual(new Set([3]));
    const kase = caseOf(id);
    await ten(() => kase.executeUpdate(contract.decide, { args: [approval(3)], updateId: 'd' }));
    const signature = { by: officer, expectedRevision: 4, signature: 'good' };
    await ten(() =>
      kase.executeUpdate(contract.attachSignature, { args: [signature], updateId: 's' }),
    );
    expect([counted('prepare', id), counted('issue', id)]).toEqual([1, 1]);
  });

  test('of two officers who decide at once one is told that the case has moved on', async () => {
    const id = randomUUID();
    await submit(id);
    const decisions = await Promise.allSettled(
      [1, 2].map(() => caseOf(id).executeUpdate(contract.decide, { args: [approval(3)] })),
    );
    expect(decisions.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(counted('prepare', id)).toBe(1);
  });

  test('a message out of its stage, from a wrong role or on an old revision is refused at once', async () => {
    const id = randomUUID();
    await submit(id);
    const kase = caseOf(id);
    const signature = { by: officer, expectedRevision: 3, signature: 'good' };
    expect(
      await refusalOf(kase.executeUpdate(contract.attachSignature, { args: [signature] })),
    ).toEqual({ type: failureType.conflict, code: 'stage-forbids-action' });
    const foreign = { ...approval(3), by: { ...officer, role: 'exporter' as const } };
    expect((await refusalOf(kase.executeUpdate(contract.decide, { args: [foreign] }))).code).toBe(
      'stage-forbids-action',
    );
    expect(
      (await refusalOf(kase.executeUpdate(contract.decide, { args: [approval(2)] }))).code,
    ).toBe('revision-stale');
    expect(counted('prepare', id)).toBe(0);
  });

  test('a signature that does not hold is refused and the case waits for a good one', async () => {
    const id = randomUUID();
    await submit(id);
    const kase = caseOf(id);
    await kase.executeUpdate(contract.decide, { args: [approval(3)] });
    const forged = { by: officer, expectedRevision: 4, signature: 'forged' };
    expect(
      await refusalOf(kase.executeUpdate(contract.attachSignature, { args: [forged] })),
    ).toEqual({
      type: failureType.rejected,
      code: 'signature-not-accepted',
    });
    const good = { ...forged, signature: 'good' };
    expect((await kase.executeUpdate(contract.attachSignature, { args: [good] })).stage).toBe(
      'issued',
    );
  });

  test('word of a payment, ten times, early or wrong, books what the gateway itself confirms, once', async () => {
    const id = randomUUID();
    byGateway.add(id);
    expect((await submit(id)).stage).toBe('awaiting-payment');
    const kase = caseOf(id);
    await kase.signal(contract.paymentConfirmed, { orderId: 'FEE1' });
    await expect.poll(() => counted('settle', id), { timeout: 10_000 }).toBe(1);
    expect((await kase.query(contract.state)).stage).toBe('awaiting-payment');
    paid.add(id);
    await Promise.all(
      Array.from({ length: 10 }, () => kase.signal(contract.paymentConfirmed, { orderId: 'FEE1' })),
    );
    await expect
      .poll(async () => (await kase.query(contract.state)).stage, { timeout: 10_000 })
      .toBe('under-review');
    await kase.executeUpdate(contract.decide, { args: [approval(4)] });
  });

  test('R6 a step that cannot go on parks the case, and operations let it go on', async () => {
    const id = randomUUID();
    awayOnce.add(id);
    expect(await refusalOf(submit(id))).toEqual({
      type: failureType.conflict,
      code: 'needs-attention',
    });
    const kase = caseOf(id);
    expect(await kase.query(contract.state)).toEqual({ stage: 'needs-attention', revision: 3 });
    const resumption = { by: operations, expectedRevision: 3, note: 'office put right' };
    expect(
      (
        await refusalOf(
          kase.executeUpdate(contract.resume, { args: [{ ...resumption, by: officer }] }),
        )
      ).code,
    ).toBe('stage-forbids-action');
    await kase.executeUpdate(contract.resume, { args: [resumption] });
    await expect
      .poll(async () => (await kase.query(contract.state)).stage, { timeout: 10_000 })
      .toBe('under-review');
  });

  test('R6 operations reject by signal under the same table; a stale signal is left without effect', async () => {
    const id = randomUUID();
    await submit(id);
    const kase = caseOf(id);
    const signal = { by: operations.accountId, reason: 'no such goods' };
    await kase.signal(contract.reject, { ...signal, expectedRevision: 2 });
    expect((await kase.query(contract.state)).stage).toBe('under-review');
    await kase.signal(contract.reject, { ...signal, expectedRevision: 3 });
    expect(await kase.result()).toEqual({ outcome: 'rejected' });
    expect(counted('reject', id)).toBe(1);
  });

  test('finished and parked histories replay, and hold no word of what went in', async () => {
    const parked = randomUUID();
    awayOnce.add(parked);
    await submit(parked).catch(() => {});
    const ended = randomUUID();
    await submit(ended);
    const reason = 'a sentence that must stay secret';
    await caseOf(ended).signal(contract.reject, {
      by: operations.accountId,
      reason,
      expectedRevision: 3,
    });
    await caseOf(ended).result();
    const options = {
      workflowBundle: caseWorkflows(),
      dataConverter: testDataConverter,
    };
    for (const id of [parked, ended]) {
      const history = await caseOf(id).fetchHistory();
      await Worker.runReplayHistory(options, history);
      const bytes = JSON.stringify(history, (_key, value) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
      );
      expect(bytes).not.toContain(reason);
      expect(bytes).not.toContain('no such office');
    }
  });
});
