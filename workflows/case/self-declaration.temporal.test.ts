import { randomUUID } from 'node:crypto';
import { Worker } from '@temporalio/worker';
import { describe, expect, test } from 'vitest';
import type { Activities } from '../../activities/activities.ts';
import type { Stage } from '../../domain/stage.ts';
import { moved, type Step, stepsNoted } from '../../test/records/scripted-case.ts';
import {
  caseWorkflows,
  startCaseWorker,
  testDataConverter,
} from '../../test/servers/case-worker.ts';
import { failureType } from '../failure.ts';
import * as contract from './contract.ts';

const dayMs = 86_400_000;
const own: Stage = 'auto-approved-pending-issuance';

/** Cases whose time to issue is over in a moment; the others have thirty days. */
const short = new Set<string>();
const until = new Map<string, string>();
const { note, doneWith } = stepsNoted();
const waiting = (step: Step) => ({
  ...moved(own, step),
  respondBy: until.get(step.applicationId) ?? '',
});

const activities: Partial<Activities> = {
  recordSubmission: async ({ expectedRevision }) => ({
    stage: 'submitted',
    revision: expectedRevision + 1,
  }),
  lookupIec: async () => ({ status: 'active' }),
  openApplication: async (step) => {
    const ms = short.has(step.applicationId) ? 500 : 30 * dayMs;
    until.set(step.applicationId, new Date(Date.now() + ms).toISOString());
    return { ...waiting(step), orderOpen: false };
  },
  prepareCertificate: async (step) => {
    note(step, 'prepare');
    return waiting(step);
  },
  issueCertificate: async (step) => {
    note(step, 'issue');
    if (step.signature !== 'forged') return moved('issued', step);
    const refused = { code: 'signature-not-accepted', message: '', pointer: null, reasoning: [] };
    const respondBy = until.get(step.applicationId) ?? '';
    return { stage: own, revision: step.revision, refused, respondBy };
  },
  lapseCase: async (step) => {
    note(step, 'lapse');
    return moved('lapsed', step);
  },
  withdrawCase: async (step) => {
    note(step, 'withdraw');
    return moved('withdrawn', step);
  },
};

const exporter = { accountId: randomUUID(), role: 'exporter' } as const;
const officer = { accountId: randomUUID(), role: 'officer' } as const;
const { submit, caseOf } = await startCaseWorker(activities);

async function submitted(id: string = randomUUID()) {
  expect(await submit(id)).toEqual({ stage: own, revision: 3 });
  const kase = caseOf(id);
  const prepare = (by: contract.Actor, expectedRevision: number) =>
    kase.executeUpdate(contract.renewSigningRequest, { args: [{ by, expectedRevision }] });
  const sign = (by: contract.Actor, expectedRevision: number, signature: string) =>
    kase.executeUpdate(contract.attachSignature, { args: [{ by, expectedRevision, signature }] });
  return { id, kase, prepare, sign };
}

const refusedAs = (type: string) => ({ cause: { type } });

describe('R35 the life of a case that its exporter issues himself', () => {
  test('is the life of any case without its review; prepared as often as it takes', async () => {
    const { id, kase, prepare, sign } = await submitted();
    expect(await prepare(exporter, 3)).toEqual({ stage: own, revision: 4 });
    await expect(sign(exporter, 4, 'forged')).rejects.toMatchObject(
      refusedAs(failureType.rejected),
    );
    expect(await prepare(exporter, 4)).toEqual({ stage: own, revision: 5 });
    expect(await sign(exporter, 5, 'good')).toEqual({ stage: 'issued', revision: 6 });
    expect(await kase.result()).toEqual({ outcome: 'issued' });
    expect(doneWith(id)).toEqual(['prepare', 'issue', 'prepare', 'issue']);
  });

  test('takes no word of an officer or of operations, and leaves no trace of it', async () => {
    const { id, kase, prepare, sign } = await submitted();
    const before = (await kase.fetchHistory()).events?.length;
    const decision = { approve: true as const };
    const operations = { accountId: randomUUID(), role: 'dgft-operations' } as const;
    for (const refused of [
      () => prepare(officer, 3),
      () => sign(officer, 3, 'good'),
      () =>
        kase.executeUpdate(contract.decide, {
          args: [{ by: operations, expectedRevision: 3, decision }],
        }),
    ]) {
      await expect(refused()).rejects.toMatchObject(refusedAs(failureType.conflict));
    }
    expect((await kase.fetchHistory()).events?.length).toBe(before);
    const withdrawal = { by: exporter, expectedRevision: 3, reason: 'Not needed.' };
    await kase.executeUpdate(contract.withdraw, { args: [withdrawal] });
    expect(await kase.result()).toEqual({ outcome: 'withdrawn' });
    expect(doneWith(id)).toEqual(['withdraw']);
  });

  test('lapses when nothing comes in time; and what was lived replays', async () => {
    const id = randomUUID();
    short.add(id);
    const { kase } = await submitted(id);
    expect(await kase.result()).toEqual({ outcome: 'lapsed' });
    expect(doneWith(id)).toEqual(['lapse']);
    const parked = await submitted();
    for (const one of [kase, parked.kase]) {
      await Worker.runReplayHistory(
        { workflowBundle: caseWorkflows(), dataConverter: testDataConverter },
        await one.fetchHistory(),
      );
    }
  });
});
