import { randomUUID } from 'node:crypto';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { NativeConnection, Worker } from '@temporalio/worker';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, inject, it, vi } from 'vitest';
import type { Activities } from '../../../activities/activities.ts';
import {
  createRecordAttention,
  createRecordResumption,
} from '../../../activities/coo-application/attention.ts';
import { createReleaseCase } from '../../../activities/coo-application/release-case.ts';
import { createDeactivateOfficer } from '../../../activities/officer-deactivation/deactivate-officer.ts';
import { createListCasesToRelease } from '../../../activities/officer-deactivation/list-cases-to-release.ts';
import { createMapOfficer } from '../../../activities/officer-deactivation/map-officer.ts';
import { refusal } from '../../../activities/step-result.ts';
import { readOfficerOf } from '../../../db/queries/account/authority.ts';
import { listAuditOf } from '../../../db/queries/audit/audit.ts';
import { findCase } from '../../../db/queries/case/application.ts';
import { firstBrokenEvent, listCaseEvents } from '../../../db/queries/case/case-event.ts';
import { reserveNumber } from '../../../db/queries/certificate/certificate-number.ts';
import { application, certificateNumber, office } from '../../../db/schema/schema.ts';
import { registerNamespace } from '../../../scripts/stack/temporal-namespace.ts';
import { apiServer, type Login } from '../../../test/api-server.ts';
import { caseInStage } from '../../../test/case-in-stage.ts';
import { bundleCaseWorkflows, testDataConverter } from '../../../test/case-worker.ts';
import * as contract from '../../../workflows/coo-application/contract.ts';
import { failureType } from '../../../workflows/failure.ts';
import { searchAttributes } from '../../../workflows/search-attributes.ts';

// A namespace of its own: the API sends to the product's task queue, which other tests serve too.
const address = inject('temporalAddress');
const namespace = `officers-${randomUUID()}`;
// The server's own parts learn of a new namespace one after another.
await vi.waitFor(() => registerNamespace(address, namespace, searchAttributes), {
  timeout: 30_000,
  interval: 500,
});
const connection = await Connection.connect({ address });
const temporal = new Client({ connection, namespace, dataConverter: testDataConverter });
const { call, database, idOf } = await apiServer({ temporal });
const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };
await database.insert(office).values({
  id: 'EIC-PUNE',
  agencyCode: 'EIC',
  code: 'PUNE',
  name: 'EIC Pune',
  place: 'Pune',
  address: ['Plot 7'],
  merchantId: '',
  checksumKeySealed: '',
});

const broken = new Set<string>();
/** Real are the steps that this is about; those that bring a case so far only do what they tell. */
const activities: Partial<Activities> = {
  recordSubmission: async ({ expectedRevision }) => ({
    stage: 'submitted',
    revision: expectedRevision + 1,
  }),
  lookupIec: async () => ({ status: 'active' }),
  openApplication: async ({ revision }) => ({
    stage: 'under-review',
    revision: revision + 1,
    orderOpen: false,
  }),
  prepareCertificate: async ({ applicationId, revision, signingOfficer }) => {
    const moved = { stage: 'awaiting-signature', revision: revision + 1 } as const;
    const one = await findCase(database, applicationId);
    await reserveNumber(database, {
      applicationId,
      officeId: one?.officeId ?? '',
      year: 2026,
      format: (serial) => `${one?.officeId}-${serial}`,
    });
    await database
      .update(application)
      .set({ ...moved, signingOfficerId: signingOfficer })
      .where(eq(application.id, applicationId));
    return moved;
  },
  issueCertificate: async ({ applicationId, revision, by }) => {
    if (broken.delete(applicationId))
      throw ApplicationFailure.nonRetryable('the prepared PDF is gone', failureType.corrupt);
    const one = await findCase(database, applicationId);
    const officer = await readOfficerOf(database, one?.officeId ?? '', by.accountId);
    if (officer) return { stage: 'issued', revision: revision + 1 };
    const refused = refusal('not-signing-officer', 'Only the officer may sign it.');
    return { stage: 'awaiting-signature', revision, refused };
  },
  notifyExporter: async () => ({ sent: true }),
  recordAttention: createRecordAttention({ database }),
  recordResumption: createRecordResumption({ database }),
  releaseCase: createReleaseCase({ database }),
  deactivateOfficer: createDeactivateOfficer({ database }),
  mapOfficer: createMapOfficer({ database }),
  listCasesToRelease: createListCasesToRelease({ database }),
};

const native = await NativeConnection.connect({ address });
const workflowBundle = await bundleCaseWorkflows();
const worker = await Worker.create({
  connection: native,
  namespace,
  taskQueue: contract.caseTaskQueue,
  activities,
  workflowBundle,
  dataConverter: testDataConverter,
});
const running = worker.run();
afterAll(async () => {
  worker.shutdown();
  await running;
  await native.close();
  await connection.close();
});

const handleOf = (id: string) => temporal.workflow.getHandle(contract.cooApplicationId(id));
const by = (login: Login) => ({ accountId: idOf(login), role: 'officer' as const });

/** A case that waits for the signature of the officer who approved it, at revision 4. */
async function approvedBy(login: Login, officeId = 'EIC-MUMBAI'): Promise<string> {
  const id = await caseInStage(database, 'under-review', owner, { officeId });
  const exporter = { accountId: owner.accountId, role: 'exporter' as const };
  await temporal.workflow.executeUpdateWithStart(contract.submit, {
    args: [{ by: exporter, expectedRevision: 1, paymentMethod: 'wallet' }],
    startWorkflowOperation: new WithStartWorkflowOperation(contract.cooApplicationName, {
      workflowId: contract.cooApplicationId(id),
      taskQueue: contract.caseTaskQueue,
      args: [{ applicationId: id }],
      workflowIdConflictPolicy: 'USE_EXISTING',
    }),
  });
  const approval = { by: by(login), expectedRevision: 3, decision: { approve: true as const } };
  await handleOf(id).executeUpdate(contract.decide, { args: [approval] });
  return id;
}

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
const stateOf = (id: string) => handleOf(id).query(contract.state);
const released = (id: string) =>
  vi.waitFor(async () => expect((await findCase(database, id))?.stage).toBe('under-review'), {
    timeout: 30_000,
    interval: 200,
  });
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
          execution: { workflowId: contract.cooApplicationId(id) },
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

describe('the histories', () => {
  it('of deactivations and of cases that went back replay', async () => {
    const replayed = new Set<string>();
    for await (const run of temporal.workflow.list()) {
      const history = await temporal.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
      await Worker.runReplayHistory(
        { workflowBundle, dataConverter: testDataConverter },
        history,
        run.workflowId,
      );
      replayed.add(run.type);
    }
    expect([...replayed].sort()).toEqual([
      'cooApplication',
      'officerDeactivation',
      'officerRemapping',
    ]);
  });
});
