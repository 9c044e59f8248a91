import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation, WorkflowUpdateFailedError } from '@temporalio/client';
import type { ApplicationFailure } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import { describe, expect, test } from 'vitest';
import type { Activities } from '../../activities/activities.ts';
import type { RequestPurpose } from '../../domain/application/purpose.ts';
import { moved } from '../../test/records/scripted-case.ts';
import {
  caseWorkflows,
  startCaseWorker,
  testDataConverter,
} from '../../test/servers/case-worker.ts';
import * as contract from '../case/contract.ts';
import * as cancellation from '../certificate-cancellation/contract.ts';

const refusal = (code: string) => ({ code, message: 'no', pointer: null, reasoning: [] });

/** Requests whose certificate was replaced or cancelled meanwhile. */
const orphaned = new Set<string>();
/** Who cancelled what first, by number. */
const cancelled = new Map<string, string>();

const activities: Partial<Activities> = {
  recordSubmission: async ({ expectedRevision }) => ({
    stage: 'submitted',
    revision: expectedRevision + 1,
  }),
  lookupIec: async () => ({ status: 'active' }),
  openApplication: async (step) => ({ ...moved('under-review', step), orderOpen: false }),
  prepareCertificate: async (step) => moved('awaiting-signature', step),
  issueCertificate: async (step) =>
    orphaned.has(step.applicationId)
      ? {
          stage: 'awaiting-signature',
          revision: step.revision,
          refused: refusal('parent-not-in-force'),
        }
      : moved('issued', step),
  withdrawCase: async (step) => moved('withdrawn', step),
  cancelCertificate: async ({ number, request }) => {
    const first = cancelled.get(number) ?? request;
    cancelled.set(number, first);
    if (first !== request) return { refused: refusal('certificate-moved-on') };
    return { number, request, cancelledAt: '2026-11-22T07:00:00.000Z' };
  },
};

const { client, taskQueue } = await startCaseWorker(activities);
const person = (role: 'exporter' | 'officer') => ({ accountId: randomUUID(), role });
const [exporter, officer] = [person('exporter'), person('officer')];

/** A request that its officer has approved, at revision 4. */
async function approved(purpose: RequestPurpose, id: string) {
  await client.workflow.executeUpdateWithStart(contract.submit, {
    args: [{ by: exporter, expectedRevision: 1, paymentMethod: 'wallet' }],
    startWorkflowOperation: new WithStartWorkflowOperation(contract.caseWorkflowName({ purpose }), {
      workflowId: contract.caseRunId({ purpose, id }),
      taskQueue,
      args: [{ applicationId: id }],
      workflowIdConflictPolicy: 'USE_EXISTING',
    }),
  });
  const handle = client.workflow.getHandle(contract.caseRunId({ purpose, id }));
  const decision = { approve: true as const };
  await handle.executeUpdate(contract.decide, {
    args: [{ by: officer, expectedRevision: 3, decision }],
  });
  return handle;
}

const signature = { by: officer, expectedRevision: 4, signature: 'good' };

async function codeOf(update: Promise<unknown>): Promise<string | undefined> {
  const error = await update.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof WorkflowUpdateFailedError)) throw error;
  const { details } = error.cause as ApplicationFailure;
  return (details?.[0] as { code: string } | undefined)?.code;
}

const cancel = (number: string, request: string) =>
  client.workflow.executeUpdateWithStart(cancellation.cancel, {
    args: [
      {
        ...{ by: officer, request, expectedStatus: 'in-force' },
        ...{ reason: 'issued-in-error', explanation: 'Goods of another firm.' },
      },
    ],
    updateId: request,
    startWorkflowOperation: new WithStartWorkflowOperation(
      cancellation.certificateCancellationName,
      {
        workflowId: cancellation.certificateCancellationId(number),
        taskQueue,
        args: [{ number }],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      },
    ),
  });

const runs: string[] = [];

describe('R2 requests against an issued certificate are runs of their own', () => {
  test('a request in lieu goes the way of any case, under its own name and id', async () => {
    const id = randomUUID();
    const handle = await approved('in-lieu', id);
    await handle.executeUpdate(contract.attachSignature, { args: [signature] });
    expect(await handle.result()).toEqual({ outcome: 'issued' });
    const { type } = await handle.describe();
    expect([type, handle.workflowId]).toEqual(['inLieuRequest', `in-lieu/${id}`]);
    runs.push(handle.workflowId);
  });

  test('one whose certificate is gone is told so, and can be withdrawn', async () => {
    const id = randomUUID();
    const handle = await approved('in-lieu', id);
    orphaned.add(id);
    const signed = handle.executeUpdate(contract.attachSignature, { args: [signature] });
    expect(await codeOf(signed)).toBe('parent-not-in-force');
    expect(await handle.query(contract.state)).toEqual({
      stage: 'awaiting-signature',
      revision: 4,
    });
    const withdrawal = { by: exporter, expectedRevision: 4, reason: 'Replaced already.' };
    await handle.executeUpdate(contract.withdraw, { args: [withdrawal] });
    expect(await handle.result()).toEqual({ outcome: 'withdrawn' });
    runs.push(handle.workflowId);
  });

  test('a request for a true copy is another one', async () => {
    const id = randomUUID();
    const handle = await approved('true-copy', id);
    await handle.executeUpdate(contract.attachSignature, { args: [signature] });
    expect(await handle.result()).toEqual({ outcome: 'issued' });
    expect((await handle.describe()).type).toBe('trueCopyRequest');
    runs.push(handle.workflowId);
  });
});

describe('a cancellation', () => {
  test('repeated gives its first answer; another one is refused, and changes nothing', async () => {
    const number = 'EIC-MUMBAI-2026-0000017-H';
    const first = await cancel(number, 'one');
    expect(first).toEqual({ number, request: 'one', cancelledAt: '2026-11-22T07:00:00.000Z' });
    expect(await cancel(number, 'one')).toEqual(first);
    expect(await codeOf(cancel(number, 'two'))).toBe('certificate-moved-on');
    const handle = client.workflow.getHandle(cancellation.certificateCancellationId(number));
    expect(await handle.result()).toEqual({ cancelled: false });
    runs.push(handle.workflowId);
  });
});

test('all of them replay, and hold no word of what went in', async () => {
  const options = {
    workflowBundle: caseWorkflows(),
    dataConverter: testDataConverter,
  };
  expect(runs).toHaveLength(4);
  for (const workflowId of runs) {
    const history = await client.workflow.getHandle(workflowId).fetchHistory();
    await Worker.runReplayHistory(options, history);
    const bytes = JSON.stringify(history, (_key, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    expect(bytes).not.toContain('Goods of another firm');
    expect(bytes).not.toContain('Replaced already');
  }
});
