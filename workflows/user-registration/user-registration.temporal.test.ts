import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation, WorkflowUpdateFailedError } from '@temporalio/client';
import type { ApplicationFailure, UpdateDefinition } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import {
  caseWorkflows,
  startCaseWorker,
  testDataConverter,
} from '../../test/servers/case-worker.ts';
import * as contract from './contract.ts';
import { cannotOpenOnce, dueAfter, of, scriptedSteps, told } from './testing/scripted-steps.ts';

const { client, taskQueue } = await startCaseWorker(scriptedSteps);
const network = '192.0.2.1';
const person = { name: 'A', email: 'a@b.example', mobile: '+919000000001', designation: null };
const registrants = {
  exporter: { kind: 'exporter', iec: 'AAACS7302F' },
  unknown: { kind: 'exporter', iec: 'UNKNOWN' },
  officer: { kind: 'officer', agencyCode: 'EIC', officeId: 'EIC-MUMBAI', person },
  agent: {
    kind: 'customs-agent',
    iec: 'AAACS7302F',
    person,
    rights: ['prepare'],
    brokerFirm: 'B',
    brokerLicence: '1',
  },
} as const satisfies Record<string, Omit<contract.Registrant, 'rights'> | object>;

const begin = (
  id: string,
  whom: keyof typeof registrants = 'exporter',
  updateId: string = randomUUID(),
) =>
  client.workflow.executeUpdateWithStart(contract.begin, {
    args: [
      {
        registrant: registrants[whom] as unknown as contract.Registrant,
        proposedBy: null,
        secretHash: 'hash',
        network,
      },
    ],
    updateId,
    startWorkflowOperation: new WithStartWorkflowOperation(contract.userRegistrationName, {
      workflowId: contract.userRegistrationId(id),
      taskQueue,
      args: [{ registrationId: id }],
      workflowIdConflictPolicy: 'USE_EXISTING',
    }),
  });
const runOf = (id: string) => client.workflow.getHandle(contract.userRegistrationId(id));
const send = <Input>(
  id: string,
  update: UpdateDefinition<contract.RegistrationState, [Input]>,
  input: Input,
) => runOf(id).executeUpdate(update, { args: [input] });

const agreement = { network, version: '1', language: 'en' } as const;
const confirm = { network, codeHash: 'right' };
const proofOfKey = { network, certificate: '', chain: [], challenge: '', signature: '' };
const details = { network, details: { gstin: null, sezState: '27', aeo: null } };
const decider = { accountId: randomUUID(), role: 'agency-administrator' } as const;
const operations = { accountId: randomUUID(), role: 'dgft-operations' } as const;
const approval = (expectedRevision: number) => ({
  network,
  by: decider,
  expectedRevision,
  approve: true,
  reason: null,
});

async function bringOfAnyPerson(id: string): Promise<contract.RegistrationState> {
  await send(id, contract.confirmEmail, confirm);
  await send(id, contract.confirmMobile, confirm);
  return send(id, contract.agree, agreement);
}
const toldOf = (id: string) =>
  told.filter((one) => one.endsWith(id)).map((one) => one.split(' ')[0]);

async function refusalOf(update: Promise<unknown>): Promise<unknown> {
  const error = await update.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof WorkflowUpdateFailedError)) throw error ?? new Error('not refused');
  const cause = error.cause as ApplicationFailure;
  return (cause.details?.[0] as { code: string } | undefined)?.code;
}

describe('R3 the story of a registration', () => {
  test('R14 R15 R16 R17 R18 R19 an exporter brings proofs in any order and gets a password', async () => {
    const id = randomUUID();
    const begun = await begin(id);
    expect(begun).toMatchObject({ kind: 'exporter', stage: 'collecting', revision: 1 });
    await Promise.all([
      send(id, contract.giveDetails, details),
      send(id, contract.presentCertificate, proofOfKey),
      send(id, contract.confirmEmail, confirm),
      send(id, contract.agree, agreement),
    ]);
    expect(await send(id, contract.confirmMobile, confirm)).toMatchObject({
      stage: 'active',
      missing: [],
    });
    expect(await runOf(id).result()).toEqual({ outcome: 'active' });
    expect(toldOf(id).toSorted()).toEqual(['email', 'mobile', 'open', 'password']);
  });

  test('R12 a beginning that is refused says why, and leaves no registration', async () => {
    const id = randomUUID();
    expect(await refusalOf(begin(id, 'unknown'))).toBe('iec-unknown');
    expect(await runOf(id).result()).toEqual({ outcome: 'not-begun' });
    expect(toldOf(id)).toEqual([]);
  });

  test('ten beginnings at once and ten of each proof have one effect', async () => {
    const id = randomUUID();
    const ten = <T>(act: () => Promise<T>) => Promise.all(Array.from({ length: 10 }, act));
    const begun = await ten(() => begin(id, 'agent', 'begin'));
    expect(new Set(begun.map(({ revision }) => revision))).toEqual(new Set([1]));
    await ten(() =>
      runOf(id).executeUpdate(contract.agree, { args: [agreement], updateId: 'agree' }),
    );
    expect(of(id).revision).toBe(2);
  });

  test('what is not asked, not due, or wrong is refused, and the registration waits on', async () => {
    const id = randomUUID();
    await begin(id, 'agent');
    expect(await refusalOf(send(id, contract.presentCertificate, proofOfKey))).toBe(
      'proof-not-asked',
    );
    expect(await refusalOf(send(id, contract.decide, approval(1)))).toBe('stage-forbids-action');
    const wrong = { network, codeHash: 'wrong' };
    expect(await refusalOf(send(id, contract.confirmMobile, wrong))).toBe('code-wrong');
    expect((await bringOfAnyPerson(id)).stage).toBe('active');
  });

  test('links and codes are sent again, but not without end', async () => {
    const id = randomUUID();
    await begin(id, 'agent');
    const again = () => send(id, contract.sendCode, { network, channel: 'mobile' as const });
    for (let sent = 1; sent < 20; sent += 1) await again();
    expect(await refusalOf(again())).toBe('codes-exhausted');
  });

  test('the applicant takes it back and is told so', async () => {
    const id = randomUUID();
    await begin(id, 'agent');
    const withdrawn = await send(id, contract.withdraw, { network, by: null });
    expect(withdrawn.stage).toBe('withdrawn');
    expect(await runOf(id).result()).toEqual({ outcome: 'withdrawn' });
    expect(toldOf(id)).toContain('end');
  });
});

describe('R40 R46 a registration that somebody decides', () => {
  test('asks for the decision, refuses who may not, and opens the account at approval', async () => {
    const id = randomUUID();
    await begin(id, 'officer');
    const { stage, revision } = await bringOfAnyPerson(id);
    expect(stage).toBe('awaiting-decision');
    const own = { ...approval(revision), by: { ...decider, role: 'helpdesk' as const } };
    expect(await refusalOf(send(id, contract.decide, own))).toBe('own-proposal');
    expect(await refusalOf(send(id, contract.decide, approval(revision - 1)))).toBe(
      'revision-stale',
    );
    expect((await send(id, contract.decide, approval(revision))).stage).toBe('active');
    expect(toldOf(id)).toContain('decide');
    expect(toldOf(id).filter((one) => one === 'open')).toHaveLength(1);
  });

  test('of two who decide at once one is told that it has moved on', async () => {
    const id = randomUUID();
    await begin(id, 'officer');
    const { revision } = await bringOfAnyPerson(id);
    const both = await Promise.allSettled(
      [1, 2].map(() => send(id, contract.decide, approval(revision))),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('a rejection ends it and the applicant is told', async () => {
    const id = randomUUID();
    await begin(id, 'officer');
    const { revision } = await bringOfAnyPerson(id);
    const rejection = { ...approval(revision), approve: false, reason: 'unknown here' };
    expect((await send(id, contract.decide, rejection)).stage).toBe('refused');
    expect(await runOf(id).result()).toEqual({ outcome: 'refused' });
    expect(toldOf(id)).toContain('end');
  });
});

describe('what time does to a registration', () => {
  test('an applicant is reminded twice, then it lapses and says so', async () => {
    const id = randomUUID();
    dueAfter.set(`${id}/collecting`, [
      [300, 'remind'],
      [600, 'remind'],
      [900, 'lapse'],
    ]);
    await begin(id);
    expect(await runOf(id).result()).toEqual({ outcome: 'lapsed' });
    expect(toldOf(id).toSorted()).toEqual(['applicant', 'applicant', 'email', 'end']);
  });

  test('a decider is reminded, operations are told, then it lapses', async () => {
    const id = randomUUID();
    dueAfter.set(`${id}/awaiting-decision`, [
      [300, 'remind'],
      [600, 'escalate'],
      [900, 'lapse'],
    ]);
    await begin(id, 'officer');
    await bringOfAnyPerson(id);
    expect(await runOf(id).result()).toEqual({ outcome: 'lapsed' });
    const written = toldOf(id).filter((one) => !['email', 'mobile'].includes(one ?? ''));
    expect(written.toSorted()).toEqual(['decide', 'end', 'escalate', 'remind']);
  });
});

describe('a step that cannot go on', () => {
  test('parks the registration; operations let it go on where it stood', async () => {
    const id = randomUUID();
    cannotOpenOnce.add(id);
    await begin(id, 'agent');
    await send(id, contract.confirmEmail, confirm);
    await send(id, contract.confirmMobile, confirm);
    expect(await refusalOf(send(id, contract.agree, agreement))).toBe('needs-attention');
    const parked = await runOf(id).query(contract.state);
    expect(parked?.stage).toBe('needs-attention');
    const expectedRevision = parked?.revision ?? 0;
    await send(id, contract.resume, { network, by: operations, expectedRevision, note: 'mended' });
    expect(await runOf(id).result()).toEqual({ outcome: 'active' });
    expect(toldOf(id)).toContain('password');
  });
});

describe('histories', () => {
  const ended = randomUUID();
  const parked = randomUUID();
  const waiting = randomUUID();
  beforeAll(async () => {
    await begin(ended, 'officer');
    const { revision } = await bringOfAnyPerson(ended);
    await send(ended, contract.decide, approval(revision));
    cannotOpenOnce.add(parked);
    await begin(parked, 'agent');
    await bringOfAnyPerson(parked).catch(() => {});
    dueAfter.set(`${waiting}/collecting`, [
      [200, 'remind'],
      [3_600_000, 'lapse'],
    ]);
    await begin(waiting);
    await vi.waitUntil(() => toldOf(waiting).includes('applicant'), { timeout: 10_000 });
  });

  test('finished, parked and waiting ones replay', async () => {
    const workflowBundle = caseWorkflows();
    for (const id of [ended, parked, waiting]) {
      const history = await runOf(id).fetchHistory();
      const options = { workflowBundle, dataConverter: testDataConverter };
      await Worker.runReplayHistory(options, history, contract.userRegistrationId(id));
    }
  });

  test('hold no word of a person, nor does what the Temporal UI finds runs by', async () => {
    const history = JSON.stringify(await runOf(ended).fetchHistory());
    const said = Buffer.from(history).toString();
    for (const word of [person.email, person.mobile, network, 'AAACS7302F']) {
      expect(said).not.toContain(word);
      expect(said).not.toContain(Buffer.from(word).toString('base64').slice(0, 12));
    }
    const { typedSearchAttributes } = await runOf(ended).describe();
    const found = typedSearchAttributes.getAll().map(({ key, value }) => `${key.name}=${value}`);
    expect(found.filter((one) => !one.startsWith('BuildIds'))).toEqual([
      'RegistrationStage=active',
    ]);
  });
});
