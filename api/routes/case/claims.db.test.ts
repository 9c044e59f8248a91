import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { createRecordRejection } from '../../../activities/coo-application/record-rejection.ts';
import { findCase } from '../../../db/queries/case/application.ts';
import { firstBrokenEvent, listCaseEvents } from '../../../db/queries/case/case-event.ts';
import { book } from '../../../db/queries/money/ledger/ledger.ts';
import { agency, type application, officerAbsence } from '../../../db/schema/schema.ts';
import { holdFee, openingBalance } from '../../../domain/money/posting.ts';
import { caseInStage } from '../../../test/records/case-in-stage.ts';
import { exampleApplication } from '../../../test/records/example-application.ts';
import { apiServer, type Login } from '../../../test/servers/api-server.ts';
import { applicationAnswer } from '../../schemas/case/answers.ts';
import { claimState } from '../../schemas/case/queue.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';
import { todayInIndia } from '../../today.ts';

const { call, database, idOf } = await apiServer();
const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };
const applications = '/api/v1/applications';

const act = (id: string, action: string, as: Login, body?: unknown) =>
  call(`${applications}/${id}/${action}`, { method: 'POST', as, ...(body ? { body } : {}) });
const claimIn = async (answer: Response) => claimState.parse(await answer.json()).claim;
const problemIn = async (answer: Response) => problemAnswer.parse(await answer.json());
const shown = async (id: string, as: Login) =>
  applicationAnswer.parse(await (await call(`${applications}/${id}`, { as })).json());
const eventsOf = async (id: string) => {
  const events = await listCaseEvents(database, id);
  expect(firstBrokenEvent(events)).toBeNull();
  return events.map(({ action }) => action);
};
/** A case whose fee is held, so that it may be decided. */
async function underReview(more: Partial<typeof application.$inferInsert> = {}): Promise<string> {
  const id = await caseInStage(database, 'under-review', owner, more);
  const movement = { iec: owner.iec, agency: 'EIC', office: 'MUMBAI', paise: 35_000 };
  await book(database, [
    { key: `${id}/brought`, applicationId: null, posting: openingBalance(movement) },
    { key: `${id}/hold-fee`, applicationId: id, posting: holdFee(movement) },
  ]);
  return id;
}
const reject = (id: string, by: Login, role: 'officer' | 'dgft-operations' = 'officer') =>
  createRecordRejection({ database } as Parameters<typeof createRecordRejection>[0])({
    applicationId: id,
    revision: 3,
    by: { accountId: idOf(by), role },
    reasons: [{ pointer: null, reason: 'No proof of origin' }],
  });

describe('R50 a claim', () => {
  it('is the first officer’s, however many ask at once; the others are told who has it', async () => {
    const id = await underReview();
    const askers = ['officer', 'second-officer'] as const;
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => act(id, 'claim', askers[index % 2] ?? 'officer')),
    );
    const one = await findCase(database, id);
    const winner = askers.find((login) => idOf(login) === one?.reviewerId);
    for (const [index, answer] of answers.entries()) {
      if (askers[index % 2] === winner) {
        expect(await claimIn(answer)).toMatchObject({ officer: one?.reviewerId });
        continue;
      }
      expect(answer.status).toBe(409);
      const { code, detail } = await problemIn(answer);
      expect(code).toBe('claimed-by-another');
      expect(detail).toContain(`Person ${winner}, an officer of the office, has this case since`);
    }
    expect(await eventsOf(id)).toEqual(['claim']);
    expect(one).toMatchObject({ revision: 3 });
    expect(one?.reviewBeganAt).toEqual(one?.claimedAt);
  });

  it('keeps other officers from deciding, and leaves DGFT operations free, which the event says', async () => {
    const id = await underReview();
    await act(id, 'claim', 'officer');
    const decision = { approve: false, reasons: [{ pointer: null, reason: 'No' }] };
    const body = { expectedRevision: 3, decision };
    const headers = { 'idempotency-key': id };
    const decided = await call(`${applications}/${id}/decision`, {
      ...{ body, headers, as: 'second-officer' as const },
    });
    expect((await problemIn(decided)).code).toBe('claimed-by-another');
    expect(await reject(id, 'second-officer')).toMatchObject({
      stage: 'under-review',
      refused: { code: 'claimed-by-another' },
    });
    expect(await reject(id, 'operations', 'dgft-operations')).toMatchObject({ stage: 'rejected' });
    const [, told] = await listCaseEvents(database, id);
    expect(told).toMatchObject({ action: 'reject', detail: { claimedBy: idOf('officer') } });
    expect(await findCase(database, id)).toMatchObject({ reviewerId: idOf('officer') });
  });

  it('and a decision at the same moment have one outcome', async () => {
    for (let round = 0; round < 12; round += 1) {
      const id = await underReview();
      const [claim, decision] = await Promise.all([
        act(id, 'claim', 'officer'),
        reject(id, 'second-officer'),
      ]);
      const claimed = claim.status === 200;
      expect(decision.stage).toBe(claimed ? 'under-review' : 'rejected');
      if (claimed) expect(decision.refused?.code).toBe('claimed-by-another');
      else expect(claim.status).toBe(409);
      const { reviewerId } = (await findCase(database, id)) ?? {};
      expect(reviewerId).toBe(idOf(claimed ? 'officer' : 'second-officer'));
      expect(await eventsOf(id)).toEqual([claimed ? 'claim' : 'reject']);
    }
  });

  it('goes with deciding a case that nobody has', async () => {
    const id = await underReview();
    await reject(id, 'second-officer');
    const one = await findCase(database, id);
    expect(one).toMatchObject({ stage: 'rejected', reviewerId: idOf('second-officer') });
    expect([one?.reviewBeganAt, one?.decidedAt]).toEqual([one?.claimedAt, one?.claimedAt]);
  });

  it('is given back by its officer or the administrator, not by a colleague', async () => {
    const id = await underReview();
    expect((await act(id, 'unclaim', 'officer')).status).toBe(409);
    await act(id, 'claim', 'officer');
    const began = (await findCase(database, id))?.reviewBeganAt;
    const colleague = await act(id, 'unclaim', 'second-officer');
    expect((await problemIn(colleague)).code).toBe('claimed-by-another');
    expect(await claimIn(await act(id, 'unclaim', 'officer'))).toBeNull();
    await act(id, 'claim', 'second-officer');
    expect(await claimIn(await act(id, 'unclaim', 'administrator'))).toBeNull();
    expect(await eventsOf(id)).toEqual(['claim', 'unclaim', 'claim', 'unclaim']);
    expect((await findCase(database, id))?.reviewBeganAt).toEqual(began);
  });

  it('is handed by the administrator to an officer of the office alone', async () => {
    const id = await underReview();
    await act(id, 'claim', 'officer');
    const to = (officer: string) => act(id, 'reassign', 'administrator', { officer });
    for (const login of ['other-officer', 'administrator', 'exporter'] as const) {
      expect((await problemIn(await to(idOf(login)))).code).toBe('officer-not-available');
    }
    expect(await claimIn(await to(idOf('second-officer')))).toMatchObject({
      officer: idOf('second-officer'),
      name: 'Person second-officer',
    });
    expect((await problemIn(await act(id, 'claim', 'officer'))).code).toBe('claimed-by-another');
  });

  it('is shown to the office, its agency and DGFT operations; exporters see the due date alone', async () => {
    const id = await underReview({ dueOn: '2020-01-02' });
    await act(id, 'claim', 'officer');
    for (const login of ['second-officer', 'administrator', 'operations'] as const) {
      const claim = { officer: idOf('officer'), name: 'Person officer' };
      const place = { dueOn: '2020-01-02', overdue: true, perishable: false, escalatedAt: null };
      expect(await shown(id, login)).toMatchObject({ ...place, claim });
    }
    for (const login of ['exporter', 'agent'] as const) {
      const one = await shown(id, login);
      expect(one.dueOn).toBe('2020-01-02');
      expect(Object.keys(one)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(claim|overdue|perishable|escalatedAt)$/)]),
      );
      expect(JSON.stringify(one)).not.toContain(idOf('officer'));
    }
    expect((await shown(id, 'officer')).actions).toEqual([
      'unclaim',
      'approve',
      'reject',
      'raise-query',
    ]);
    expect((await shown(id, 'second-officer')).actions).toEqual([]);
  });
});

describe('an officer on leave', () => {
  it('claims nothing, decides nothing and is handed nothing', async () => {
    const [day, id] = [todayInIndia(), await underReview()];
    const accountId = idOf('officer');
    const noted = { notedBy: accountId, notedAt: new Date() };
    await database
      .insert(officerAbsence)
      .values({ accountId, firstDay: day, lastDay: day, ...noted });
    expect((await problemIn(await act(id, 'claim', 'officer'))).code).toBe('on-leave');
    expect((await reject(id, 'officer')).refused?.code).toBe('on-leave');
    const handed = await act(id, 'reassign', 'administrator', { officer: accountId });
    expect((await problemIn(handed)).code).toBe('officer-not-available');
    const ended = await call('/api/v1/account/absence', { method: 'DELETE', as: 'officer' });
    expect(ended.status).toBe(204);
    expect((await act(id, 'claim', 'officer')).status).toBe(200);
  });
});

describe('what an agency exports itself', () => {
  const setOwn = (ownIecs: string[]) =>
    database.update(agency).set({ ownIecs }).where(eq(agency.code, 'EIC'));

  it('is not decided there, by whomever, and operations may reject it', async () => {
    const id = await underReview();
    await setOwn([owner.iec]);
    const handed = await act(id, 'reassign', 'administrator', { officer: idOf('officer') });
    expect((await problemIn(handed)).code).toBe('own-organisation');
    expect((await problemIn(await act(id, 'claim', 'officer'))).code).toBe('own-organisation');
    expect((await reject(id, 'officer')).refused?.code).toBe('own-organisation');
    expect((await shown(id, 'operations')).actions).not.toContain('approve');
    expect(await reject(id, 'operations', 'dgft-operations')).toMatchObject({ stage: 'rejected' });
    await setOwn([]);
  });

  it('is not taken in there, neither as a draft nor at submission; another agency takes it', async () => {
    const draft = await call(applications, { body: exampleApplication(), as: 'exporter' });
    expect(draft.status).toBe(201);
    const { id } = applicationAnswer.parse(await draft.json());
    await setOwn([owner.iec]);
    const again = await call(applications, { body: exampleApplication(), as: 'exporter' });
    const headers = { 'idempotency-key': id };
    const body = { expectedRevision: 1, payment: { method: 'gateway' } };
    const sent = await call(`${applications}/${id}/submit`, { body, headers, as: 'exporter' });
    for (const answer of [again, sent]) {
      const refused = await problemIn(answer);
      expect([answer.status, refused.code]).toEqual([422, 'agency-of-applicant']);
      expect(refused.detail).toContain('another agency');
    }
    const elsewhere = { ...exampleApplication(), agency: 'IMC' };
    expect((await call(applications, { body: elsewhere, as: 'exporter' })).status).toBe(201);
    const others = await call(applications, { body: exampleApplication(), as: 'other-exporter' });
    expect(others.status).toBe(201);
    await setOwn([]);
  });
});
