import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createFindCasesOfClosedAgencies } from '../../activities/dgft-sync/find-cases-of-closed-agencies.ts';
import { createSyncAccounts } from '../../activities/dgft-sync/sync-accounts.ts';
import { createSyncFirms } from '../../activities/dgft-sync/sync-firms.ts';
import { createSyncAgencies, createSyncHolidays } from '../../activities/dgft-sync/sync-lists.ts';
import { wakeSchedule } from '../../api/temporal/wake-schedule.ts';
import { account } from '../../db/schema/schema.ts';
import { keepSchedule } from '../../temporal/schedules.ts';
import {
  caseWorkflows,
  startCaseWorker,
  testDataConverter,
} from '../../test/servers/case-worker.ts';
import { dgftSimulator } from '../../test/servers/dgft-simulator.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import { failureType } from '../failure.ts';
import { dgftSyncEveryMinutes, dgftSyncId, dgftSyncName, dgftSyncSchedule } from './contract.ts';

const { database } = await freshDatabase();
const dgft = await dgftSimulator();
const dependencies = { database, dgft: dgft.gateway } as Dependencies;
const agenciesBroken = { times: 0, forGood: false };
const syncAgencies = createSyncAgencies(dependencies);
const { client, taskQueue } = await startCaseWorker({
  syncFirms: createSyncFirms(dependencies),
  syncAccounts: createSyncAccounts(dependencies),
  syncAgencies: async () => {
    if (agenciesBroken.forGood) throw ApplicationFailure.nonRetryable('not of the agreed form');
    if (agenciesBroken.times-- > 0) throw ApplicationFailure.retryable('away');
    return syncAgencies();
  },
  syncHolidays: createSyncHolidays(dependencies),
  findCasesOfClosedAgencies: createFindCasesOfClosedAgencies(dependencies),
});
const schedule = client.schedule.getHandle(dgftSyncSchedule);
const keep = () =>
  keepSchedule(client, {
    scheduleId: dgftSyncSchedule,
    workflow: dgftSyncName,
    workflowId: dgftSyncId,
    taskQueue,
    everyMinutes: dgftSyncEveryMinutes,
  });
afterAll(() => schedule.delete().catch(() => {}));
beforeEach(() => {
  agenciesBroken.times = 0;
  agenciesBroken.forGood = false;
});

const run = (): Promise<WorkflowHandle> =>
  client.workflow.start(dgftSyncName, { taskQueue, workflowId: randomUUID() });
const isHere = async (subject: string) =>
  (await database.$count(account, eq(account.dgftSubject, subject))) === 1;

test('R11 a run takes over every page, and says in numbers what it did', async () => {
  const made = await Promise.all(Array.from({ length: 130 }, () => dgft.makeAccount('AABCK4410M')));
  const outcome = await (await run()).result();
  expect(outcome).toMatchObject({
    accounts: { read: 133, changed: 132 },
    firms: { read: 0, changed: 0 },
    agencies: { changed: 9 },
  });
  expect(await isHere(made.at(-1)?.id ?? '')).toBe(true);
  expect(await (await run()).result()).toMatchObject({ accounts: { read: 0, changed: 0 } });
});

test('a list that cannot be read holds up no other, and is read when it can be', async () => {
  agenciesBroken.times = 1;
  const { id } = await dgft.makeAccount('AABCK4410M');
  const waiting = await run();
  await vi.waitFor(async () => expect(await isHere(id)).toBe(true), 10_000);
  expect(await waiting.result()).toMatchObject({ agencies: { read: 9 } });
});

test('a list that stays unreadable fails the run, by its name, once the others are read', async () => {
  agenciesBroken.forGood = true;
  const { id } = await dgft.makeAccount('AABCK4410M');
  const failing = run().then((handle) => handle.result());
  await expect(failing).rejects.toMatchObject({
    cause: { type: failureType.upstreamUnavailable, message: expect.stringMatching(/: agencies$/) },
  });
  expect(await isHere(id)).toBe(true);
});

describe('the Schedule', () => {
  test('R11 is made once, by however many workers, and a notice wakes it', async () => {
    await Promise.all([keep(), keep(), keep()]);
    const { spec, policies, action } = await schedule.describe();
    expect(spec.intervals).toEqual([expect.objectContaining({ every: 15 * 60_000 })]);
    expect(policies.overlap).toBe('SKIP');
    expect(action).toMatchObject({ workflowType: dgftSyncName, taskQueue });
    const { id } = await dgft.makeAccount('AABCK4410M');
    await wakeSchedule(client, dgftSyncSchedule);
    await vi.waitFor(async () => expect(await isHere(id)).toBe(true), 20_000);
  });

  test('many notices at once make no more than one run after another', async () => {
    await keep();
    const before = (await schedule.describe()).info.numActionsTaken;
    await Promise.all(Array.from({ length: 20 }, () => wakeSchedule(client, dgftSyncSchedule)));
    const { id } = await dgft.makeAccount('AABCK4410M');
    await wakeSchedule(client, dgftSyncSchedule);
    await vi.waitFor(async () => expect(await isHere(id)).toBe(true), 20_000);
    expect((await schedule.describe()).info.numActionsTaken - before).toBeLessThan(10);
  });

  test('that operators have paused stays paused when a worker starts', async () => {
    await keep();
    const isPaused = async () =>
      expect((await schedule.describe()).state).toMatchObject({ paused: true });
    await schedule.pause('DGFT asked us to');
    await vi.waitFor(isPaused, 10_000);
    await keep();
    await isPaused();
    await schedule.unpause();
  });

  test('that is not there yet is no reason to lose a notice: DGFT is asked to come again', async () => {
    await schedule.delete();
    await expect(wakeSchedule(client, dgftSyncSchedule)).rejects.toThrow(/temporarily-unavailable/);
  });
});

test('a recorded run replays', async () => {
  const handle = await run();
  await handle.result();
  const workflowBundle = caseWorkflows();
  const dataConverter = testDataConverter;
  const history = await handle.fetchHistory();
  await Worker.runReplayHistory({ workflowBundle, dataConverter }, history, handle.workflowId);
});
