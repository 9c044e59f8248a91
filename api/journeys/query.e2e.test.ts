import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { ledgerTransaction } from '../../db/schema/schema.ts';
import { startOfficerAgent } from '../../scripts/demo/signing-agent.ts';
import { exampleApplication } from '../../test/records/example-application.ts';
import { type Program, signedInProgram } from '../../test/servers/api-program.ts';
import { applicationAnswer, caseState } from '../schemas/case/answers.ts';
import { caseQueriesAnswer, preparedAnswer } from '../schemas/case/query.ts';
import { timelineAnswer } from '../schemas/case/record-answers.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';

const database = openDatabase(inject('databaseUrl'));
afterAll(() => database.$client.end({ timeout: 5 }));
const agent = await startOfficerAgent(inject('dataDir'), 'EIC-MUMBAI');
afterAll(() => agent.stop());
const exporter = await signedInProgram('AAACS7302F');
const officer = await signedInProgram(agent.login);

async function underReview() {
  const draft = await exporter('/applications', { body: exampleApplication() });
  const path = `/applications/${applicationAnswer.parse(await draft.json()).id}`;
  const submission = { expectedRevision: 1, payment: { method: 'wallet' } };
  const answer = await exporter(`${path}/submit`, { body: submission });
  const { stage, revision } = caseState.parse(await answer.json());
  expect(stage).toBe('under-review');
  return { path, revision };
}

const question = (pointer: string) => ({ pointer, documentType: null, reason: 'Please correct.' });
const codeOf = async (answer: Response) => problemAnswer.parse(await answer.json()).code;
const stateOf = async (answer: Response) => caseState.parse(await answer.json());
const roundsFor = async (as: Program, path: string) =>
  caseQueriesAnswer.parse(await (await as(`${path}/queries`)).json()).rounds;

async function bookedOf(path: string) {
  const rows = await database
    .select({ kind: ledgerTransaction.kind })
    .from(ledgerTransaction)
    .where(eq(ledgerTransaction.applicationId, path.split('/').at(-1) ?? ''))
    .orderBy(ledgerTransaction.at);
  return rows.map(({ kind }) => kind);
}

async function prepare(path: string, change: (application: object) => object) {
  const prepared = preparedAnswer.parse(await (await exporter(`${path}/answer`)).json());
  const body = change(prepared.application);
  const ifMatch = prepared.answerRevision;
  return exporter(`${path}/answer`, { method: 'PUT', body, ifMatch });
}

describe('R50 a query and its answer', () => {
  it('changes what was asked and nothing else; the officer sees what was changed', async () => {
    const { path, revision } = await underReview();
    const asked = { expectedRevision: revision, questions: [question('/consignee/name')] };
    expect(await codeOf(await exporter(`${path}/query`, { body: asked }))).toBe('role-may-not');
    const raised = await stateOf(await officer(`${path}/query`, { body: asked }));
    expect(raised.stage).toBe('query-raised');
    const shown = applicationAnswer.parse(await (await exporter(path)).json());
    expect(shown).toMatchObject({ waitsFor: 'exporter' });
    expect(Date.parse(shown.respondBy ?? '')).toBeGreaterThan(Date.now() + 29 * 86_400_000);

    const wrong = await prepare(path, (one) => ({ ...one, remarks: 'More', agency: 'IMC' }));
    const refusal = problemAnswer.parse(await wrong.json());
    expect(refusal.code).toBe('change-not-asked');
    expect(refusal.errors?.map(({ pointer }) => pointer)).toEqual(['/agency', '/remarks']);

    const consignee = { ...exampleApplication().consignee, name: 'Hanoi Resins Company Limited' };
    const kept = preparedAnswer.parse(
      await (await prepare(path, (one) => ({ ...one, consignee }))).json(),
    );
    expect(kept.changes.map(({ pointer }) => pointer)).toEqual(['/consignee/name']);
    expect((await roundsFor(officer, path))[0]?.changes).toBeNull();

    const answer = { expectedRevision: raised.revision, note: 'A typing error.' };
    const stale = await exporter(`${path}/answer`, { body: { ...answer, answerRevision: 0 } });
    expect(await codeOf(stale)).toBe('answer-stale');
    const body = { ...answer, answerRevision: kept.answerRevision };
    const sent = await stateOf(await exporter(`${path}/answer`, { body }));
    expect(sent.stage).toBe('under-review');
    const [round] = await roundsFor(officer, path);
    expect(round).toMatchObject({
      note: 'A typing error.',
      changes: [{ pointer: '/consignee/name', after: consignee.name }],
    });
    const now = applicationAnswer.parse(await (await officer(path)).json());
    expect(now.application.consignee.name).toBe(consignee.name);
    expect([now.waitsFor, now.respondBy]).toEqual(['office', null]);
  });

  it('is examined anew: an answer that the rules refuse leaves the query open', async () => {
    const { path, revision } = await underReview();
    const asked = { expectedRevision: revision, questions: [question('')] };
    const raised = await stateOf(await officer(`${path}/query`, { body: asked }));
    const party = { ...exampleApplication().consignee, country: 'BR' };
    const kept = await prepare(path, (one) => ({ ...one, consignee: party }));
    const { answerRevision } = preparedAnswer.parse(await kept.json());
    const body = { expectedRevision: raised.revision, answerRevision, note: null };
    const refused = await exporter(`${path}/answer`, { body });
    expect(refused.status).toBe(422);
    expect(applicationAnswer.parse(await (await exporter(path)).json()).stage).toBe('query-raised');
    expect(await bookedOf(path)).toEqual(['hold-fee']);
  });

  it('goes on for as many rounds as it takes, each kept with its own questions', async () => {
    const { path, revision: first } = await underReview();
    let revision = first;
    for (const pointer of ['/remarks', '/transport', '/invoices']) {
      const asked = { expectedRevision: revision, questions: [question(pointer)] };
      ({ revision } = await stateOf(await officer(`${path}/query`, { body: asked })));
      const body = { expectedRevision: revision, answerRevision: 0, note: 'It is right as it is.' };
      ({ revision } = await stateOf(await exporter(`${path}/answer`, { body })));
    }
    const rounds = await roundsFor(officer, path);
    expect(rounds.map(({ round, questions }) => [round, questions[0]?.pointer])).toEqual([
      [1, '/remarks'],
      [2, '/transport'],
      [3, '/invoices'],
    ]);
    const { events } = timelineAnswer.parse(await (await exporter(`${path}/timeline`)).json());
    expect(events.filter(({ action }) => action === 'answer-query')).toHaveLength(3);
  });
});

describe('a withdrawal', () => {
  const reason = 'The buyer cancelled the order.';

  it('before the review gives the fee back; once an officer has asked it is kept', async () => {
    const early = await underReview();
    const body = { expectedRevision: early.revision, reason };
    const withdrawn = await stateOf(await exporter(`${early.path}/withdrawal`, { body }));
    expect(withdrawn.stage).toBe('withdrawn');
    expect(await bookedOf(early.path)).toEqual(['hold-fee', 'return-fee']);

    const { path, revision } = await underReview();
    const asked = { expectedRevision: revision, questions: [question('/remarks')] };
    const raised = await stateOf(await officer(`${path}/query`, { body: asked }));
    const late = { expectedRevision: raised.revision, reason };
    expect((await stateOf(await exporter(`${path}/withdrawal`, { body: late }))).stage).toBe(
      'withdrawn',
    );
    expect(await bookedOf(path)).toEqual(['hold-fee', 'take-fee']);
  });

  it('and an approval at once: one happens, and the other is told why not', async () => {
    const { path, revision } = await underReview();
    const approval = { expectedRevision: revision, decision: { approve: true } };
    const answers = await Promise.all([
      officer(`${path}/decision`, { body: approval }),
      exporter(`${path}/withdrawal`, { body: { expectedRevision: revision, reason } }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost && (await codeOf(lost))).toMatch(
      /^(case-busy|stage-forbids-action|revision-stale)$/,
    );
  });
});
