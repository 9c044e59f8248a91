import { randomUUID } from 'node:crypto';
import { Worker } from '@temporalio/worker';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  createEscalateOverdue,
  createFindOfficesOverdue,
} from '../../../activities/review-sweep/escalate-overdue.ts';
import { createFindCasesOfAbsentSigners } from '../../../activities/review-sweep/find-cases-of-absent-signers.ts';
import { createHandOverClaims } from '../../../activities/review-sweep/hand-over-claims.ts';
import { listAuditOf } from '../../../db/queries/audit/audit.ts';
import { findCase } from '../../../db/queries/case/application.ts';
import { firstBrokenEvent, listCaseEvents } from '../../../db/queries/case/case-event.ts';
import { type application, officerAbsence, officerOffice } from '../../../db/schema/schema.ts';
import { addDays } from '../../../domain/calendar/plain-date.ts';
import { createMail } from '../../../gateways/message/mail.ts';
import { keepSchedule } from '../../../temporal/schedules.ts';
import { approvedCases } from '../../../test/records/approved-cases.ts';
import { caseInStage } from '../../../test/records/case-in-stage.ts';
import type { Login } from '../../../test/servers/api-server.ts';
import { caseWorkflows, testDataConverter } from '../../../test/servers/case-worker.ts';
import { mailServer } from '../../../test/servers/mailbox.ts';
import * as contract from '../../../workflows/case/contract.ts';
import * as sweeping from '../../../workflows/review-sweep/contract.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';
import { todayInIndia } from '../../today.ts';

const { mailer, mailsTo } = await mailServer();
const desk = await approvedCases((database) => ({
  handOverClaims: createHandOverClaims({ database }),
  findCasesOfAbsentSigners: createFindCasesOfAbsentSigners({ database }),
  findOfficesOverdue: createFindOfficesOverdue({ database }),
  escalateOverdue: createEscalateOverdue({ database, mailer }),
}));
const { call, database, idOf, temporal, approvedBy, released } = desk;
const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };
const patient = { timeout: 60_000, interval: 250 };

const sweep = () =>
  temporal.workflow.execute<() => Promise<{ handedOver: number; escalated: number }>>(
    sweeping.reviewSweepName,
    { taskQueue: contract.caseTaskQueue, workflowId: randomUUID() },
  );
const claimedBy = (login: Login, more: Partial<typeof application.$inferInsert> = {}) => {
  const claim = { reviewerId: idOf(login), claimedAt: new Date() };
  return caseInStage(database, 'under-review', owner, { ...claim, ...more });
};
const reviewerOf = async (id: string) => (await findCase(database, id))?.reviewerId;
const nowWith = (id: string, accountId: string | null) =>
  vi.waitFor(async () => expect(await reviewerOf(id)).toBe(accountId), patient);
const eventsOf = async (id: string) => {
  const events = await listCaseEvents(database, id);
  expect(firstBrokenEvent(events)).toBeNull();
  return events;
};
const put = (body: object, as: Login = 'officer', path = '/api/v1/account/absence') =>
  call(path, { method: 'PUT', as, body });
const end = () => call('/api/v1/account/absence', { method: 'DELETE', as: 'officer' });
const today = todayInIndia();
const fromToday = { firstDay: today, lastDay: addDays(today, 3), standIn: null };

beforeAll(async () => {
  const toPune = { accountId: idOf('officer'), officeId: 'EIC-PUNE' };
  await database.insert(officerOffice).values(toPune);
  await keepSchedule(temporal, {
    scheduleId: sweeping.reviewSweepSchedule,
    workflow: sweeping.reviewSweepName,
    workflowId: sweeping.reviewSweepId,
    taskQueue: contract.caseTaskQueue,
    everyMinutes: sweeping.reviewSweepEveryMinutes,
  });
});
afterEach(async () => {
  await end();
});

describe('an officer’s leave', () => {
  it('gives what he has to the stand-in or the queue, and what he was to sign back, at once', async () => {
    const [mumbai, pune] = [
      await claimedBy('officer'),
      await claimedBy('officer', { officeId: 'EIC-PUNE' }),
    ];
    const colleagues = await claimedBy('second-officer');
    const toSign = await approvedBy('officer');
    const standIn = idOf('second-officer');
    const answer = await put({ ...fromToday, standIn });
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { absence: { ...fromToday, standIn: { officer: standIn, name: 'Person second-officer' } } },
    ]);
    await nowWith(mumbai, standIn);
    await nowWith(pune, null);
    await released(toSign);
    expect(await reviewerOf(colleagues)).toBe(standIn);
    expect(await eventsOf(mumbai)).toMatchObject([
      { action: 'reassign', actorRole: 'system', detail: { because: 'officer-away' } },
    ]);
    expect((await eventsOf(toSign)).at(-1)).toMatchObject({ action: 'release' });
    expect((await end()).status).toBe(204);
    expect(await reviewerOf(mumbai)).toBe(standIn);
    const told = await listAuditOf(database, `account/${idOf('officer')}`);
    const actions = told.map(({ body }) => JSON.parse(body).action);
    expect(actions.filter((one) => one.startsWith('officer-absence'))).toEqual([
      'officer-absence-set',
      'officer-absence-ended',
    ]);
  });

  it('changes nothing before it begins, and is begun by the sweep', async () => {
    const id = await claimedBy('officer');
    const later = { ...fromToday, firstDay: addDays(today, 2) };
    const path = `/api/v1/officers/${idOf('officer')}/absence`;
    expect((await put(later, 'administrator', path)).status).toBe(200);
    await sweep();
    expect(await reviewerOf(id)).toBe(idOf('officer'));
    await database.update(officerAbsence).set({ firstDay: today });
    await sweep();
    expect(await reviewerOf(id)).toBeNull();
    expect((await sweep()).handedOver).toBe(0);
  });

  it.each([
    ['himself', 'officer'],
    ['an officer of another agency', 'other-officer'],
    ['the administrator', 'administrator'],
  ] as const)('takes no stand-in who is %s', async (_, login) => {
    const answer = await put({ ...fromToday, standIn: idOf(login) });
    const { code } = problemAnswer.parse(await answer.json());
    expect([answer.status, code]).toEqual([422, 'stand-in-not-available']);
  });

  it.each([
    ['over', { ...fromToday, firstDay: addDays(today, -3), lastDay: addDays(today, -1) }],
    ['upside down', { ...fromToday, lastDay: addDays(today, 1), firstDay: addDays(today, 2) }],
  ])('is refused when it is %s', async (_, body) => {
    const { code } = problemAnswer.parse(await (await put(body)).json());
    expect(code).toBe('absence-over');
  });
});

describe('R45 an officer who may act no more', () => {
  it('has nothing claimed from then on', async () => {
    const [mumbai, pune] = [
      await claimedBy('officer'),
      await claimedBy('officer', { officeId: 'EIC-PUNE' }),
    ];
    const change = (path: string, body: object | undefined, method: 'PUT' | 'POST') =>
      call(`/api/v1/officers/${idOf('officer')}/${path}`, {
        ...{ method, as: 'administrator' as const, headers: { 'idempotency-key': randomUUID() } },
        ...(body ? { body } : {}),
      });
    expect((await change('offices', { offices: ['EIC-MUMBAI'] }, 'PUT')).status).toBe(200);
    expect([await reviewerOf(mumbai), await reviewerOf(pune)]).toEqual([idOf('officer'), null]);
    expect((await change('deactivate', undefined, 'POST')).status).toBe(200);
    expect(await reviewerOf(mumbai)).toBeNull();
    expect((await change('activate', undefined, 'POST')).status).toBe(200);
    expect((await desk.signIn('officer')).status).toBe(201);
  });
});

describe('what is overdue', () => {
  const overdue = (more: Partial<typeof application.$inferInsert> = {}) =>
    caseInStage(database, 'under-review', owner, { dueOn: '2020-01-02', ...more });
  const mails = () => mailsTo('administrator@example.org');

  // From here on the test's own sweeps are the only ones, so that mails can be counted.
  beforeAll(async () => {
    const schedule = temporal.schedule.getHandle(sweeping.reviewSweepSchedule);
    await schedule.pause();
    const running = async () => (await schedule.describe()).info.runningActions;
    await vi.waitFor(async () => expect(await running()).toEqual([]), patient);
  }, 90_000);

  it('is told the administrator once, in one mail for an office and sweep', async () => {
    const late = [await overdue(), await overdue({ stage: 'awaiting-signature' })];
    const others = await overdue({ officeId: 'IMC-MUMBAI' });
    const inTime = await overdue({ dueOn: today });
    const waiting = await overdue({ stage: 'query-raised' });
    expect((await sweep()).escalated).toBe(3);
    for (const id of [...late, others]) {
      expect((await findCase(database, id))?.escalatedAt).not.toBeNull();
    }
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail?.subject).toMatch(/2 applications are overdue.*2 आवेदनों/);
    for (const id of late) expect(mail?.text).toContain(id);
    expect(mail?.text).not.toContain(others);
    expect(await mailsTo('other-administrator@example.org')).toHaveLength(1);
    for (const id of [inTime, waiting]) {
      expect((await findCase(database, id))?.escalatedAt).toBeNull();
    }
    expect(await eventsOf(late[0] ?? '')).toMatchObject([
      { action: 'escalate', detail: { dueOn: '2020-01-02', administratorTold: true } },
    ]);
    expect((await sweep()).escalated).toBe(0);
    const another = await overdue();
    await sweep();
    expect((await mails()).map(({ text }) => text.includes(another))).toContain(true);
    expect(await mails()).toHaveLength(2);
    expect((await mails()).every(({ deliveries }) => deliveries === 1)).toBe(true);
  });

  it('stays to be told while the mail server is away', async () => {
    const officeId = 'EIC-PUNE';
    const id = await overdue({ officeId });
    const url = 'smtp://127.0.0.1:9';
    const away = createMail({ url, from: 'coo-dgft@gov.in', timeoutMs: 2_000 });
    const tell = (by: typeof mailer) =>
      createEscalateOverdue({ database, mailer: by })({ officeId });
    await expect(tell(away)).rejects.toThrow();
    away.close();
    expect((await findCase(database, id))?.escalatedAt).toBeNull();
    expect(await tell(mailer)).toEqual({ escalated: 1 });
    expect(await tell(mailer)).toEqual({ escalated: 0 });
  });
});

describe('the histories of sweeps', () => {
  it('replay', async () => {
    const query = `WorkflowType = '${sweeping.reviewSweepName}'`;
    let replayed = 0;
    for await (const { workflowId, runId, status } of temporal.workflow.list({ query })) {
      if (status.name !== 'COMPLETED') continue;
      const history = await temporal.workflow.getHandle(workflowId, runId).fetchHistory();
      const options = { workflowBundle: caseWorkflows(), dataConverter: testDataConverter };
      await Worker.runReplayHistory(options, history, workflowId);
      replayed += 1;
    }
    expect(replayed).toBeGreaterThan(2);
  });
});
