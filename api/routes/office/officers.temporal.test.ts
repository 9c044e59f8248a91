import { randomUUID } from 'node:crypto';
import { Worker } from '@temporalio/worker';
import { eq } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { listAuditOf } from '../../../db/queries/audit/audit.ts';
import { findCase } from '../../../db/queries/case/application.ts';
import { firstBrokenEvent, listCaseEvents } from '../../../db/queries/case/case-event.ts';
import { agency, certificateNumber } from '../../../db/schema/schema.ts';
import { approvedCases } from '../../../test/records/approved-cases.ts';
import type { Login } from '../../../test/servers/api-server.ts';
import { caseWorkflows, testDataConverter } from '../../../test/servers/case-worker.ts';
import * as contract from '../../../workflows/case/contract.ts';
import { cooApplicationId } from '../../../workflows/coo-application/contract.ts';
import { dgftSyncName } from '../../../workflows/dgft-sync/contract.ts';

const {
  call,
  database,
  idOf,
  signIn,
  temporal,
  namespace,
  broken,
  notices,
  by,
  handleOf,
  approvedBy,
  stateOf,
  released,
} = await approvedCases();

const officer = (login: Login) => `/api/v1/officers/${idOf(login)}`;
async function deactivate(login: Login, key: string = randomUUID()) {
  const headers = { 'idempotency-key': key };
  const path = `${officer(login)}/deactivate`;
  return call(path, { method: 'POST', as: 'administrator', headers });
}
async function map(login: Login, offices: string[]) {
  const headers = { 'idempotency-key': randomUUID() };
  return call(`${officer(login)}/offices`, {
    method: 'PUT',
    as: 'administrator',
    headers,
    body: { offices },
  });
}
const activate = (login: Login) =>
  call(`${officer(login)}/activate`, { method: 'POST', as: 'administrator' });
const told = async (login: Login) =>
  (await listAuditOf(database, `account/${idOf(login)}`))
    .map(({ body }) => JSON.parse(body))
    .filter(({ action }) => /deactivated|mapped/.test(action));

describe('R45 a deactivated officer', () => {
  it('is out at once, and his unsigned cases go back to the queue with their numbers', async () => {
    expect((await call('/api/v1/sessions/current', { as: 'officer' })).status).toBe(200);
    const [his, colleagues] = [await approvedBy('officer'), await approvedBy('second-officer')];
    const key = randomUUID();
    const answer = await deactivate('officer', key);
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { id: idOf('officer'), active: false },
    ]);
    expect((await call('/api/v1/sessions/current', { as: 'officer' })).status).toBe(401);

    await released(his);
    expect(await findCase(database, his)).toMatchObject({ revision: 5, signingOfficerId: null });
    expect(await stateOf(his)).toEqual({ stage: 'under-review', revision: 5 });
    const ofCase = eq(certificateNumber.applicationId, his);
    expect(await database.select().from(certificateNumber).where(ofCase)).toEqual([]);
    const events = await listCaseEvents(database, his);
    expect(events).toMatchObject([{ action: 'release', actorRole: 'system' }]);
    expect(firstBrokenEvent(events)).toBeNull();
    expect(await findCase(database, colleagues)).toMatchObject({ stage: 'awaiting-signature' });

    const approval = { expectedRevision: 5, decision: { approve: true as const } };
    const again = { args: [{ by: by('second-officer'), ...approval }] as const };
    expect(await handleOf(his).executeUpdate(contract.decide, { args: [...again.args] })).toEqual({
      stage: 'awaiting-signature',
      revision: 6,
    });

    const repeated = await deactivate('officer', key);
    expect(repeated.status).toBe(200);
    expect((await deactivate('officer')).status).toBe(200);
    expect(await told('officer')).toMatchObject([
      { actor: idOf('administrator'), before: { active: true }, after: { sessionsEnded: 1 } },
    ]);
    expect((await activate('officer')).status).toBe(200);
  });

  it('leaves a parked case to go back when operations let it go on', async () => {
    const id = await approvedBy('officer');
    broken.add(id);
    const signature = { by: by('officer'), expectedRevision: 4, signature: 'any' };
    const signed = handleOf(id).executeUpdate(contract.attachSignature, { args: [signature] });
    await expect(signed).rejects.toThrow();
    expect(await findCase(database, id)).toMatchObject({ stage: 'needs-attention' });
    expect((await deactivate('officer')).status).toBe(200);
    const operations = { accountId: idOf('operations'), role: 'dgft-operations' as const };
    await vi.waitFor(
      async () => {
        const { history } = await temporal.workflowService.getWorkflowExecutionHistory({
          namespace,
          execution: { workflowId: cooApplicationId(id) },
        });
        const signals = history?.events?.filter(
          (one) => one.workflowExecutionSignaledEventAttributes,
        );
        expect(signals).toHaveLength(1);
      },
      { timeout: 30_000, interval: 200 },
    );
    await handleOf(id).executeUpdate(contract.resume, {
      args: [{ by: operations, expectedRevision: 5, note: 'restored' }],
    });
    await released(id);
    expect((await activate('officer')).status).toBe(200);
  });

  it('who may sign after all keeps the case: word of a change may be late', async () => {
    const id = await approvedBy('second-officer');
    await handleOf(id).signal(contract.release, { officer: idOf('second-officer') });
    const signature = { by: by('second-officer'), expectedRevision: 4, signature: 'any' };
    const signed = handleOf(id).executeUpdate(contract.attachSignature, { args: [signature] });
    expect(await signed).toEqual({ stage: 'issued', revision: 5 });
  });
});

describe('R45 an officer is mapped to offices', () => {
  it('to several of his agency, and the cases of one that he leaves go back to its queue', async () => {
    expect((await map('officer', ['EIC-MUMBAI', 'EIC-PUNE'])).status).toBe(200);
    const [mumbai, pune] = [await approvedBy('officer'), await approvedBy('officer', 'EIC-PUNE')];
    const left = await map('officer', ['EIC-PUNE']);
    expect([left.status, await left.json()]).toEqual([
      200,
      { id: idOf('officer'), offices: ['EIC-PUNE'] },
    ]);
    await released(mumbai);
    expect(await findCase(database, pune)).toMatchObject({ stage: 'awaiting-signature' });
    expect((await told('officer')).at(-1)).toMatchObject({
      action: 'officer-mapped',
      before: { offices: ['EIC-MUMBAI', 'EIC-PUNE'] },
      after: { offices: ['EIC-PUNE'] },
    });
  });

  it('and to none of another agency', async () => {
    const refused = await map('second-officer', ['EIC-MUMBAI', 'IMC-MUMBAI']);
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ code: 'office-not-of-agency' });
    expect(await told('second-officer')).toEqual([]);
  });
});

describe('R45 who is put off, let in, mapped, or given other rights', () => {
  it('is told by mail, once', async () => {
    const rights = { rights: ['view', 'sign'] };
    const path = `/api/v1/exporter/users/${idOf('colleague')}/rights`;
    expect((await call(path, { method: 'PUT', as: 'exporter', body: rights })).status).toBe(200);
    const accountId = idOf('officer');
    await vi.waitFor(() => {
      const ofColleague = { accountId: idOf('colleague'), notice: 'rights-changed' };
      expect(notices).toContainEqual(ofColleague);
      const told = notices.flatMap((one) => (one.accountId === accountId ? [one.notice] : []));
      const times = Object.groupBy(told, (notice) => notice);
      expect(times['account-deactivated']).toHaveLength(2);
      expect(times['account-activated']).toHaveLength(2);
      expect(times['offices-changed']).toHaveLength(2);
    }, 20_000);
  });
});

describe('R40 R45 an agency that DGFT makes inactive', () => {
  const setActive = (active: boolean) =>
    database.update(agency).set({ active }).where(eq(agency.code, 'EIC'));
  const current = async (as: Login) => (await call('/api/v1/sessions/current', { as })).status;
  const people = ['second-officer', 'administrator'] as const;

  it('lets none of its people act or sign in, and its unsigned cases go back', async () => {
    const id = await approvedBy('second-officer');
    expect(await Promise.all(people.map(current))).toEqual([200, 200]);
    await setActive(false);
    expect(await Promise.all(people.map(current))).toEqual([401, 401]);
    for (const login of people) expect((await signIn(login)).status).toBe(401);
    const signature = { by: by('second-officer'), expectedRevision: 4, signature: 'any' };
    const signed = handleOf(id).executeUpdate(contract.attachSignature, { args: [signature] });
    await expect(signed).rejects.toThrow();

    const workflowId = randomUUID();
    await temporal.workflow.execute(dgftSyncName, {
      workflowId,
      taskQueue: contract.caseTaskQueue,
    });
    await released(id);
    expect(await current('other-officer')).toBe(200);
  });

  it('lets them in again once DGFT has opened it', async () => {
    await setActive(true);
    for (const login of people) expect((await signIn(login)).status).toBe(201);
  });
});

describe('the histories', () => {
  it('of deactivations and of cases that went back replay', async () => {
    const replayed = new Set<string>();
    for await (const run of temporal.workflow.list()) {
      const history = await temporal.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
      await Worker.runReplayHistory(
        { workflowBundle: caseWorkflows(), dataConverter: testDataConverter },
        history,
        run.workflowId,
      );
      replayed.add(run.type);
    }
    expect([...replayed].sort()).toEqual([
      'accountMessage',
      'cooApplication',
      'dgftSync',
      'officerDeactivation',
      'officerRemapping',
    ]);
  });
});
