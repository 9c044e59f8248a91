import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  caseWorkflows,
  startCaseWorker,
  testDataConverter,
} from '../../test/servers/case-worker.ts';
import * as contract from './contract.ts';

type Step = (input: { batchId: string } & Record<string, unknown>) => unknown;

/** What the activities of the test at hand do; all others do as they should at once. */
let script: Record<string, Step> = {};
let done: string[] = [];
beforeEach(() => {
  [script, done] = [{}, []];
});

const ranges = [
  { shard: 0, file: 'items.psv', from: 2, to: 12 },
  { shard: 1, file: 'items.psv', from: 12, to: 22 },
];
const usual: Record<string, Step> = {
  openBatch: () => ({ outcome: 'opened' }),
  stageFile: () => ({ problems: [] }),
  refuseExport: () => undefined,
  stageRejects: () => ({ rows: 3 }),
  checkRows: () => undefined,
  planLoad: () => ({ steps: [ranges] }),
  loadChunk: ({ shard }) => ({ next: (shard as { to: number }).to, rows: 10, done: true }),
  deriveLineage: () => ({ superseded: 0 }),
  bookWallets: () => undefined,
  copyDocuments: () => ({ done: true }),
  writeReport: () => undefined,
  reconcile: () => ({ figures: { files: {}, rejects: {}, disagreements: [] } }),
  noteSteering: () => undefined,
  agreeToBatch: () => ({ outcome: 'agreed' }),
  withdrawAgreement: () => undefined,
  acceptBatch: () => ({
    outcome: 'accepted',
    figures: { files: {}, rejects: {}, disagreements: [] },
  }),
  undoStep: () => ({ outcome: 'undone' }),
};
const activities = Object.fromEntries(
  Object.keys(usual).map((name) => [
    name,
    async (input: never) => {
      done.push(name);
      return (script[name] ?? usual[name])?.(input);
    },
  ]),
);
const { client, taskQueue } = await startCaseWorker(activities as never);

const [first, second] = ['operator-a', 'operator-b'].map((by) => ({ by }));
if (!first || !second) throw new Error('two operators');

let begun: string[] = [];
async function begin(dryRun = false) {
  const batchId = randomUUID().slice(0, 8);
  const workflowId = contract.legacyMigrationId(batchId);
  begun.push(workflowId);
  const opened = await client.workflow.executeUpdateWithStart(contract.begin, {
    args: [{ ...first, directory: '/imports/one', dryRun } as contract.BeginInput],
    startWorkflowOperation: new WithStartWorkflowOperation(contract.legacyMigrationName, {
      workflowId,
      taskQueue,
      args: [{ batchId }],
      workflowIdConflictPolicy: 'USE_EXISTING',
    }),
  });
  const run = client.workflow.getHandle(workflowId);
  const state = () => run.query(contract.migrationState);
  const phase = (wanted: string) =>
    expect.poll(async () => (await state()).phase, { timeout: 60_000, interval: 50 }).toBe(wanted);
  return { opened, run, state, phase };
}
const refusal = (sent: Promise<unknown>) =>
  sent.then(
    () => 'taken',
    (error) => error.cause.details[0].code as string,
  );

afterEach(async () => {
  for (const workflowId of begun) {
    const history = await client.workflow.getHandle(workflowId).fetchHistory();
    const options = { workflowBundle: caseWorkflows(), dataConverter: testDataConverter };
    await Worker.runReplayHistory(options, history, workflowId);
  }
  begun = [];
}, 60_000);

describe('R4 a migration', () => {
  test('takes the steps in their order, and is accepted by two different people', async () => {
    const { run, state, phase } = await begin();
    await phase('reconciled');
    expect(done.filter((name) => name === 'stageFile')).toHaveLength(6);
    expect(done.filter((name) => name === 'loadChunk')).toHaveLength(2);
    expect(done.indexOf('bookWallets')).toBeGreaterThan(done.lastIndexOf('loadChunk'));
    const accept = (by: { by: string }, round = 0) =>
      run.executeUpdate(contract.accept, { args: [{ ...by, round }] });
    expect(await refusal(accept(first, 1))).toBe('migration-not-now');
    expect((await accept(first)).agreedBy).toBe('operator-a');
    expect(await refusal(accept(first))).toBe('migration-same-person');
    expect((await accept(second)).phase).toBe('accepted');
    expect(await run.result()).toEqual({ outcome: 'accepted' });
    expect((await state()).phase).toBe('accepted');
  });

  test('withdraws what the first agreed to when rows are tried again', async () => {
    const { run, phase } = await begin();
    await phase('reconciled');
    await run.executeUpdate(contract.accept, { args: [{ ...first, round: 0 }] });
    const tried = await run.executeUpdate(contract.retryRejected, { args: [second] });
    expect(tried).toMatchObject({ round: 1, agreedBy: null });
    await phase('reconciled');
    const stale = run.executeUpdate(contract.accept, { args: [{ ...second, round: 0 }] });
    expect(await refusal(stale)).toBe('migration-not-now');
    await run.executeUpdate(contract.abort, { args: [first] });
    expect(await run.result()).toEqual({ outcome: 'undone' });
  });

  test('stands still while it is paused, and says what it cannot do until it is let go on', async () => {
    const letGo = Promise.withResolvers<void>();
    script.stageFile = async () => {
      await letGo.promise;
      return { problems: [] };
    };
    const { run, state, phase } = await begin();
    await run.executeUpdate(contract.pause, { args: [first] });
    expect(await refusal(run.executeUpdate(contract.pause, { args: [first] }))).toBe(
      'migration-not-now',
    );
    letGo.resolve();
    script.checkRows = () => {
      throw ApplicationFailure.nonRetryable('the disk is full');
    };
    await phase('staging');
    expect((await state()).steering.paused).toBe(true);
    expect(done.filter((name) => name === 'stageFile').length).toBeLessThanOrEqual(2);
    expect(done).not.toContain('checkRows');
    await run.executeUpdate(contract.resume, { args: [first] });
    await expect
      .poll(async () => (await state()).trouble, { timeout: 60_000, interval: 50 })
      .toBe('could not check the rows: the disk is full');
    delete script.checkRows;
    await run.executeUpdate(contract.resume, { args: [first] });
    await phase('reconciled');
    await run.executeUpdate(contract.abort, { args: [first] });
    await run.result();
  });

  test('stages again what PostgreSQL lost, and goes on', async () => {
    let lost = 0;
    script.loadChunk = ({ shard }) => {
      lost += 1;
      if (lost === 2) throw ApplicationFailure.nonRetryable('gone', contract.stagingLost);
      return usual.loadChunk?.({ batchId: '', shard });
    };
    const { run, phase } = await begin();
    await phase('reconciled');
    expect(done.filter((name) => name === 'stageFile')).toHaveLength(12);
    await run.executeUpdate(contract.abort, { args: [first] });
    await run.result();
  });

  test('is taken back whole once what is at work has ended, by abort and by cancellation alike', async () => {
    const started = Promise.withResolvers<void>();
    const letGo = Promise.withResolvers<void>();
    script.loadChunk = async () => {
      started.resolve();
      await letGo.promise;
      done.push('chunk ended');
      return { next: 5, rows: 3, done: false };
    };
    const { run } = await begin();
    await started.promise;
    const aborting = run.executeUpdate(contract.abort, { args: [first] });
    setTimeout(() => letGo.resolve(), 500);
    expect((await aborting).phase).toMatch(/^und/);
    expect(await run.result()).toEqual({ outcome: 'undone' });
    expect(done).toContain('chunk ended');
    expect(done.indexOf('undoStep')).toBeGreaterThan(done.lastIndexOf('chunk ended'));

    delete script.loadChunk;
    const other = await begin();
    await other.phase('reconciled');
    done = [];
    await other.run.cancel();
    await expect(other.run.result()).rejects.toThrow();
    expect(done).toContain('undoStep');
  });

  test('ends when nothing can be brought over, with all that is wrong with the files', async () => {
    const problem = { problem: 'hash-differs', message: 'It is another one.' };
    script.stageFile = ({ file }) => ({
      problems: String(file).startsWith('wallet') ? [{ file, ...problem }] : [],
    });
    let told: unknown;
    script.refuseExport = ({ problems }) => {
      told = problems;
    };
    expect(await (await begin()).run.result()).toEqual({ outcome: 'refused' });
    expect(told).toHaveLength(2);
    expect(done).not.toContain('checkRows');
  });

  test('ends when nothing is to be brought over, or only looked at', async () => {
    expect(await (await begin(true)).run.result()).toEqual({ outcome: 'dry-run-done' });
    expect(done).not.toContain('planLoad');
    script.openBatch = () => ({ outcome: 'busy', batchId: 'another' });
    const { opened, run } = await begin();
    expect(opened).toEqual({ outcome: 'busy', batchId: 'another' });
    expect(await run.result()).toEqual({ outcome: 'busy' });
  });

  test('waits for people: for the second of two who agree, in the midst of loading, and where that fails', async () => {
    const agreed = await begin();
    await agreed.phase('reconciled');
    await agreed.run.executeUpdate(contract.accept, { args: [{ ...first, round: 0 }] });

    const started = Promise.withResolvers<string>();
    script.loadChunk = ({ batchId }) => {
      started.resolve(batchId);
      return { next: 5, rows: 3, done: false };
    };
    const paused = await begin();
    const loading = await started.promise;
    await paused.run.executeUpdate(contract.pause, { args: [first] });

    script.loadChunk = ({ batchId }) => {
      if (batchId === loading) return { next: 5, rows: 3, done: false };
      throw ApplicationFailure.nonRetryable('the disk is full');
    };
    const parked = await begin();
    await expect
      .poll(async () => (await parked.state()).trouble, { timeout: 60_000, interval: 50 })
      .toContain('the disk is full');
    expect((await paused.state()).steering.paused).toBe(true);
    expect((await agreed.state()).agreedBy).toBe('operator-a');
    // None is let go on: recorded, they are how such runs wait at a release.
  });
});
