import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Activities } from '../activities/activities.ts';
import type { CasePurpose } from '../domain/application/purpose.ts';
import { casePurposes } from '../domain/application/purpose.ts';
import { respondBy, type WaitingStage } from '../domain/application/response-time.ts';
import { duesOfApplicant, duesOfDecider } from '../domain/registration/deadlines.ts';
import { engineTime, startSkippingEngine, unhurried } from '../test/servers/skipping-engine.ts';
import { describeWith } from '../test/tools.ts';
import * as cases from './case/contract.ts';
import * as registrations from './user-registration/contract.ts';
import { record, scriptedSteps } from './user-registration/testing/scripted-steps.ts';

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000] as const;

const patient = { timeout: 240_000 };

/** What was done for a case or a registration, and when by the engine's clock. */
const done: { id: string; what: string; at: number }[] = [];
const note = (id: string, what: string) => done.push({ id, what, at: engineTime() });

type Step = { applicationId: string; revision: number };
const unpaid = new Set<string>();
const paidAtLast = new Set<string>();
const selfDeclared = new Set<string>();
const until = new Map<string, string>();

/** The case goes on into a stage in which it waits for its exporter as long as the rules say. */
function waitIn(stage: WaitingStage, { applicationId, revision }: Step) {
  const end = new Date(respondBy(stage, engineTime())).toISOString();
  until.set(applicationId, end);
  return { stage, revision: revision + 1, respondBy: end };
}
const waitOn = (stage: WaitingStage, { applicationId, revision }: Step) => ({
  ...{ stage, revision, respondBy: until.get(applicationId) ?? '' },
});
const underReview = ({ revision }: Step) =>
  ({ stage: 'under-review', revision: revision + 1, orderOpen: false }) as const;

const caseSteps: Partial<Activities> = {
  recordSubmission: async ({ expectedRevision }) => ({
    stage: 'submitted',
    revision: expectedRevision + 1,
  }),
  lookupIec: async () => ({ status: 'active' }),
  openApplication: async (step) => {
    if (unpaid.has(step.applicationId)) {
      return { ...waitIn('awaiting-payment', step), orderOpen: true };
    }
    if (!selfDeclared.has(step.applicationId)) return underReview(step);
    return { ...waitIn('auto-approved-pending-issuance', step), orderOpen: false };
  },
  settlePayment: async (step) => {
    note(step.applicationId, 'ask the gateway');
    return paidAtLast.has(step.applicationId)
      ? underReview(step)
      : { ...waitOn('awaiting-payment', step), orderOpen: true };
  },
  raiseQuery: async (step) => waitIn('query-raised', step),
  answerQuery: async (step) => underReview(step),
  remindExporter: async (step) => {
    note(step.applicationId, 'remind');
    const [declared, owing] = [selfDeclared, unpaid].map((set) => set.has(step.applicationId));
    const waitsIn = owing ? 'awaiting-payment' : 'query-raised';
    const stage = declared ? 'auto-approved-pending-issuance' : waitsIn;
    return { ...waitOn(stage, step), revision: step.revision + 1 };
  },
  lapseCase: async ({ applicationId, revision }) => {
    note(applicationId, 'lapse');
    return { stage: 'lapsed', revision: revision + 1 };
  },
  withdrawCase: async ({ revision }) => ({ stage: 'withdrawn', revision: revision + 1 }),
};

/** Days on which nobody decides, as DGFT lists them. */
let holidays: string[] = [];

/** A registration's step, with what falls due in its stage as the rules have it. */
const timed =
  <Input extends { registrationId: string }, Result>(act: ((input: Input) => Result) | undefined) =>
  async (input: Input): Promise<Awaited<Result>> => {
    const result = (await act?.(input)) as Awaited<Result>;
    const since = new Date(engineTime()).toISOString();
    const { stage } = record.get(input.registrationId) ?? {};
    const dues = stage === 'collecting' ? duesOfApplicant(since) : duesOfDecider(since, holidays);
    return { ...result, dues };
  };

const registrationSteps: Partial<Activities> = {
  ...scriptedSteps,
  beginRegistration: timed(scriptedSteps.beginRegistration),
  recordConsent: timed(scriptedSteps.recordConsent),
  recordContact: timed(scriptedSteps.recordContact),
  remindOfRegistration: async ({ registrationId, reminder }) => {
    note(registrationId, reminder);
    return { written: 1 };
  },
  endRegistration: async (input) => {
    note(input.registrationId, input.stage);
    return timed(scriptedSteps.endRegistration)(input);
  },
};

let engine: Awaited<ReturnType<typeof startSkippingEngine>>;
beforeAll(async () => {
  engine = await startSkippingEngine({ ...caseSteps, ...registrationSteps });
}, 120_000);
afterAll(() => engine?.stop());

/** What was done for `id`, and how long after `since`, in whole units. */
const timeline = (id: string, since: number, unitMs: number) =>
  done
    .filter((one) => one.id === id)
    .map(({ what, at }) => [Math.round((at - since) / unitMs), what] as const);

const exporter = { accountId: randomUUID(), role: 'exporter' } as const;
const officer = { accountId: randomUUID(), role: 'officer' } as const;

async function submitted(purpose: CasePurpose = 'original') {
  const id = randomUUID();
  const key = { id, purpose };
  const submit = () =>
    engine.client.workflow.executeUpdateWithStart(cases.submit, {
      args: [{ by: exporter, expectedRevision: 1, paymentMethod: 'wallet' }],
      startWorkflowOperation: new WithStartWorkflowOperation(cases.caseWorkflowName(key), {
        workflowId: cases.caseRunId(key),
        ...{ taskQueue: engine.taskQueue, ...unhurried },
        args: [{ applicationId: id }],
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    });
  return { id, submit, run: engine.client.workflow.getHandle(cases.caseRunId(key)) };
}
type Run = Awaited<ReturnType<typeof submitted>>['run'];

const ask = (run: Run, expectedRevision: number) => {
  const questions = [{ pointer: '/remarks', documentType: null, reason: 'Say more.' }];
  return run.executeUpdate(cases.raiseQuery, {
    args: [{ by: officer, expectedRevision, questions }],
  });
};

/** What happens in thirty days in which the exporter does nothing. */
const thirtyDays = [
  [15, 'remind'],
  [25, 'remind'],
  [29, 'remind'],
  [30, 'lapse'],
];

describeWith('temporal-test-server')('what time does to a case', patient, () => {
  test.each(casePurposes)(
    'R50 %s: a query that is not answered is recalled 15, 5 and 1 days before it lapses at 30',
    async (purpose) => {
      const { id, submit, run } = await submitted(purpose);
      await submit();
      const since = await engine.now();
      await ask(run, 3);
      expect(await run.result()).toEqual({ outcome: 'lapsed' });
      expect(timeline(id, since, dayMs)).toEqual(thirtyDays);
    },
  );

  test('what an exporter declared and does not issue is recalled as often, and lapses after 30 days', async () => {
    const { id, submit, run } = await submitted();
    selfDeclared.add(id);
    const since = await engine.now();
    await submit();
    expect(await run.result()).toEqual({ outcome: 'lapsed' });
    expect(timeline(id, since, dayMs)).toEqual(thirtyDays);
  });

  test('R50 an answer stops the reminders, and the next query has its thirty days in full', async () => {
    const { id, submit, run } = await submitted();
    await submit();
    const since = await engine.now();
    await ask(run, 3);
    await engine.pass(20 * dayMs);
    const answer = { by: exporter, expectedRevision: 5, answerRevision: 0, note: null };
    await run.executeUpdate(cases.answerQuery, { args: [answer] });
    await engine.pass(60 * dayMs);
    expect(timeline(id, since, dayMs)).toEqual([[15, 'remind']]);
    await ask(run, 6);
    expect(await run.result()).toEqual({ outcome: 'lapsed' });
    expect(timeline(id, since, dayMs).slice(1)).toEqual([
      [95, 'remind'],
      [105, 'remind'],
      [109, 'remind'],
      [110, 'lapse'],
    ]);
  });

  test('R32 an unpaid fee is asked for at the gateway ever more rarely, recalled twice, and lapses after 15 days', async () => {
    const { id, submit, run } = await submitted();
    unpaid.add(id);
    const since = await engine.now();
    await submit();
    expect(await run.result()).toEqual({ outcome: 'lapsed' });
    const isAsking = (what: string) => what === 'ask the gateway';
    expect(timeline(id, since, dayMs).filter(([, what]) => !isAsking(what))).toEqual([
      [8, 'remind'],
      [14, 'remind'],
      [15, 'lapse'],
    ]);
    const asked = [
      since,
      ...done.filter((one) => one.id === id && isAsking(one.what)).map(({ at }) => at),
    ];
    const pauses = asked
      .slice(1)
      .map((at, index) => Math.round((at - (asked[index] ?? 0)) / minuteMs));
    expect(pauses.slice(0, 10)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360]);
    expect(Math.max(...pauses)).toBe(360);
    expect(Math.round(((asked.at(-1) ?? 0) - since) / dayMs)).toBe(15);
  });

  test('R32 money that nobody told of is found within six hours, at the last day too', async () => {
    const { id, submit, run } = await submitted();
    unpaid.add(id);
    const since = await engine.now();
    await submit();
    await engine.pass(14.5 * dayMs);
    paidAtLast.add(id);
    await engine.pass(6 * hourMs + minuteMs);
    expect((await run.query(cases.state)).stage).toBe('under-review');
    expect(timeline(id, since, dayMs).some(([, what]) => what === 'lapse')).toBe(false);
    const { revision: expectedRevision } = await run.query(cases.state);
    const withdrawal = { by: exporter, expectedRevision, reason: 'not needed' };
    await run.executeUpdate(cases.withdraw, { args: [withdrawal] });
    expect(await run.result()).toEqual({ outcome: 'withdrawn' });
  });
});

async function registered(begun: object) {
  const registrant = begun as registrations.Registrant;
  const id = randomUUID();
  const workflowId = registrations.userRegistrationId(id);
  const operation = new WithStartWorkflowOperation(registrations.userRegistrationName, {
    workflowId,
    ...{ taskQueue: engine.taskQueue, ...unhurried },
    args: [{ registrationId: id }],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
  await engine.client.workflow.executeUpdateWithStart(registrations.begin, {
    args: [{ registrant, proposedBy: null, secretHash: 'hash', network }],
    startWorkflowOperation: operation,
  });
  return { id, run: engine.client.workflow.getHandle(workflowId) };
}
const network = '192.0.2.1';

describeWith('temporal-test-server')('what time does to a registration', patient, () => {
  test('R14 an applicant who brings nothing is reminded after 3 and 10 days; after 14 it lapses', async () => {
    const since = await engine.now();
    const { id, run } = await registered({ kind: 'exporter', iec: 'AAACS7302F' });
    expect(await run.result()).toEqual({ outcome: 'lapsed' });
    expect(timeline(id, since, dayMs)).toEqual([
      [3, 'applicant'],
      [10, 'applicant'],
      [14, 'lapsed'],
    ]);
  });

  test('R40 who must decide is reminded at six in the evening of the fifth working day; of the tenth operations are told; after 30 days it lapses', async () => {
    await passToMonday();
    const monday = await engine.now();
    const dayOf = (days: number) => new Date(monday + days * dayMs).toISOString().slice(0, 10);
    // This week's Friday and Wednesday of the week after.
    holidays = [dayOf(4), dayOf(9)];
    const { id, run } = await registered({ kind: 'officer', agencyCode: 'EIC', officeId: 'X' });
    const confirmed = { network, codeHash: 'right' };
    await run.executeUpdate(registrations.confirmEmail, { args: [confirmed] });
    await run.executeUpdate(registrations.confirmMobile, { args: [confirmed] });
    const agreement = { network, version: '1', language: 'en' } as const;
    await run.executeUpdate(registrations.agree, { args: [agreement] });
    expect(await run.result()).toEqual({ outcome: 'lapsed' });
    // Counted in hours from ten o'clock in the Indian morning of the Monday.
    expect(timeline(id, monday, hourMs)).toEqual([
      [0, 'decide'],
      [8 * 24 + 8, 'remind'],
      [16 * 24 + 8, 'escalate'],
      [30 * 24, 'lapsed'],
    ]);
  });
});

/** Lets time pass until it is ten o'clock in the Indian morning of a Monday. */
async function passToMonday(): Promise<void> {
  const now = new Date(await engine.now());
  const daysToGo = (8 - now.getUTCDay()) % 7 || 7;
  const there = Date.UTC(
    now.getUTCFullYear(),
    now.getUTCMonth(),
    now.getUTCDate() + daysToGo,
    4,
    30,
  );
  await engine.pass(there - now.getTime());
}
