import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { type AuditRow, listAuditOf } from '../../../db/queries/audit/audit.ts';
import { insertFeeProposal } from '../../../db/queries/money/fee-proposal.ts';
import { account, feeEntry, feeProposal } from '../../../db/schema/schema.ts';
import { addDays } from '../../../domain/calendar/plain-date.ts';
import type { FeeTerms } from '../../../domain/money/fee.ts';
import { newFee } from '../../../test/access/fee-rules.ts';
import { caseInStage } from '../../../test/records/case-in-stage.ts';
import { exampleApplication } from '../../../test/records/example-application.ts';
import { feeFromDay } from '../../../test/records/fee-from-day.ts';
import { apiServer } from '../../../test/servers/api-server.ts';
import { applicationAnswer } from '../../schemas/case/answers.ts';
import { caseFeeAnswer, feeProposalAnswer, feesAnswer } from '../../schemas/money/fee.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';
import { todayInIndia } from '../../today.ts';

const { call, database, idOf } = await apiServer();
const today = todayInIndia();
const tomorrow = addDays(today, 1);
const colleague = randomUUID();
await database.insert(account).values({
  id: colleague,
  role: 'dgft-operations',
  login: 'colleague-of-operations',
  name: 'A colleague',
  email: 'colleague@dgft.example',
});

const send = (path: string, body: unknown, more = {}) =>
  call(`/api/v1/fees${path}`, { method: 'POST', as: 'operations', body, ...more });
const codeOf = async (answer: Response | Promise<Response>) =>
  problemAnswer.parse(await (await answer).json()).code;
const feesOn = async (query: string) =>
  feesAnswer.parse(await (await call(`/api/v1/fees?${query}`)).json());

/** A proposal of somebody else of DGFT operations. */
async function ofColleague(terms: Partial<FeeTerms>): Promise<string> {
  const id = randomUUID();
  const proposal = { id, terms: { ...newFee, ...terms }, proposedBy: colleague };
  await database.transaction((own) =>
    insertFeeProposal(own, { ...proposal, proposedAt: new Date() }),
  );
  return id;
}

const toldOf = async (id: string) =>
  (await listAuditOf(database, `fee/${id}`)).map(({ body }: AuditRow) => JSON.parse(body));

describe('the fees', () => {
  it('are public, with the day on which each ends and what it comes to', async () => {
    const { on, fees } = await feesOn('');
    expect(on).toBe(today);
    expect(fees.map(({ kind, purpose, totalPaise }) => [kind, purpose, totalPaise])).toEqual([
      ['preferential', 'original', 0],
      ['preferential', 'in-lieu', 0],
      ['non-preferential', 'original', 20_000],
      ['preferential', 'original', 35_000],
      ['non-preferential', 'in-lieu', 20_000],
      ['preferential', 'in-lieu', 35_000],
    ]);
    expect(new Set(fees.map(({ until }) => until))).toEqual(new Set([null]));
    expect((await feesOn('on=2011-03-31')).fees).toEqual([]);
  });

  it('are changed by two people, from a day to come, and the audit tells of both', async () => {
    const agency = 'IMC';
    const terms = { ...newFee, agency, from: tomorrow, taxes: [{ name: 'CGST', percent: '9' }] };
    const made = await send('', terms);
    expect(made.status).toBe(201);
    const { id } = feeProposalAnswer.parse(await made.json());
    expect(await codeOf(send(`/${id}/decision`, { approve: true }))).toBe('role-may-not');
    expect((await feesOn(`agency=${agency}&on=${tomorrow}`)).fees).toHaveLength(6);
    expect(await toldOf(id)).toMatchObject([
      { action: 'fee-proposed', actor: idOf('operations'), before: null, after: terms },
    ]);

    const theirs = await ofColleague(terms);
    const approved = await send(`/${theirs}/decision`, { approve: true });
    expect(approved.status).toBe(200);
    expect(feeProposalAnswer.parse(await approved.json())).toMatchObject({
      approved: true,
      decidedBy: idOf('operations'),
    });
    const inForce = async () =>
      (await feesOn(`agency=${agency}&on=${tomorrow}`)).fees.find(({ id: one }) => one === theirs);
    expect(await inForce()).toMatchObject({ id: theirs, totalPaise: 43_600, until: null });
    expect((await feesOn(`agency=${agency}`)).fees.map((fee) => fee.id)).not.toContain(theirs);

    const next = await ofColleague({ ...terms, from: addDays(tomorrow, 9), paise: 1 });
    await send(`/${next}/decision`, { approve: true });
    expect(await toldOf(next)).toMatchObject([
      { action: 'fee-approved', before: { id: theirs, paise: 40_000 }, after: { paise: 1 } },
    ]);
    expect(await inForce()).toMatchObject({ id: theirs, until: addDays(tomorrow, 8) });
  });

  it('stay as they are when the second person says no, and the reason is told', async () => {
    const id = await ofColleague({ from: tomorrow });
    const answer = await send(`/${id}/decision`, { approve: false, reason: 'No notice says so' });
    expect(await answer.json()).toMatchObject({ approved: false, reason: 'No notice says so' });
    expect(await database.select().from(feeEntry).where(eq(feeEntry.id, id))).toEqual([]);
    expect(await toldOf(id)).toMatchObject([
      { action: 'fee-rejected', after: { reason: 'No notice says so' } },
    ]);
    expect(await codeOf(send(`/${id}/decision`, { approve: true }))).toBe('fee-proposal-decided');
  });

  it('are never changed for a day that has begun, however old the proposal', async () => {
    expect(await codeOf(send('', { ...newFee, from: today }))).toBe('fee-not-in-future');
    const late = await ofColleague({ from: today });
    expect(await codeOf(send(`/${late}/decision`, { approve: true }))).toBe('fee-not-in-future');
    const [open] = await database.select().from(feeProposal).where(eq(feeProposal.id, late));
    expect(open?.decidedAt).toBeNull();
    expect(await toldOf(late)).toEqual([]);
  });

  it.each([
    [{ scheme: 'NONPREF' }, 'fee-terms-refused'],
    [{ scheme: 'NOWHERE' }, 'fee-terms-refused'],
    [{ taxes: Array(2).fill({ name: 'GST', percent: '9' }) }, 'fee-terms-refused'],
    [{ agency: 'NOBODY' }, 'unknown-agency'],
    [{ paise: -1 }, 'invalid-request'],
    [{ paise: 0.5 }, 'invalid-request'],
    [{ from: '2198-02-30' }, 'invalid-request'],
    [{ taxes: [{ name: 'GST', percent: '0.0' }] }, 'invalid-request'],
  ])('refuse an entry of %j', async (terms, code) => {
    expect(await codeOf(send('', { ...newFee, ...terms }))).toBe(code);
  });

  it('take changes of the same one after another, so that the audit tells what each replaced', async () => {
    const line = { agency: 'EIC', exporterClass: 'at-once', from: tomorrow };
    const amounts = [1, 2, 3, 4, 5, 6];
    const ids = await Promise.all(amounts.map((paise) => ofColleague({ ...line, paise })));
    await Promise.all(ids.map((id) => send(`/${id}/decision`, { approve: true })));
    const told = (await Promise.all(ids.map(toldOf))).flat();
    const replaced = told.map(({ before }) => before?.id ?? null);
    expect(new Set(replaced).size).toBe(ids.length);
    const counts = (await feesOn(`on=${tomorrow}`)).fees.filter(
      ({ exporterClass }) => exporterClass === line.exporterClass,
    );
    expect(counts.map(({ id }) => id)).toEqual(ids.filter((id) => !replaced.includes(id)));
  });

  it('are changed once by a proposal or a decision sent twice', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const made = await Promise.all([0, 1].map(() => send('', newFee, { headers })));
    const [one, other] = await Promise.all(made.map((answer) => answer.json()));
    expect(one).toEqual(other);
    const id = await ofColleague({});
    const decided = [0, 1].map(() =>
      send(`/${id}/decision`, { approve: true }, { headers: { 'idempotency-key': id } }),
    );
    for (const answer of await Promise.all(decided)) expect(answer.status).toBe(200);
    expect(await toldOf(id)).toHaveLength(1);
  });
});

describe('the fee of an application', () => {
  const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };
  const asExporter = { as: 'exporter' } as const;
  async function shown(id: string) {
    const path = `/api/v1/applications/${id}`;
    const one = applicationAnswer.parse(await (await call(path, asExporter)).json());
    const quote = caseFeeAnswer.parse(await (await call(`${path}/fee`, asExporter)).json());
    expect(quote.fee).toEqual(one.fee);
    return { ...quote, feePaise: one.feePaise };
  }

  it('is that of today until it is submitted, and from then on what was charged', async () => {
    const taxes = [{ name: 'CGST', percent: '9' }];
    const draft = await caseInStage(database, 'draft', owner);
    expect(await shown(draft)).toMatchObject({ charged: false, feePaise: 35_000 });
    const { fees } = await feesOn('scheme=AIFTA');
    const old = fees.find(({ purpose }) => purpose === 'original');
    const entry = await feeFromDay(database, today, 40_000, { agency: 'EIC', taxes });
    expect(await shown(draft)).toMatchObject({
      charged: false,
      feePaise: 43_600,
      fee: { entry, basePaise: 40_000, taxes: [{ ...taxes[0], paise: 3_600 }], totalPaise: 43_600 },
    });
    const more = { feeEntryId: old?.id ?? '' };
    const charged = await caseInStage(database, 'under-review', owner, more);
    expect(await shown(charged)).toMatchObject({
      charged: true,
      feePaise: 35_000,
      fee: { entry: old?.id, taxes: [], totalPaise: 35_000 },
    });
    const body = exampleApplication();
    const fresh = await call('/api/v1/applications', { ...asExporter, method: 'POST', body });
    expect(await fresh.json()).toMatchObject({ feePaise: 43_600, fee: { entry } });
  });

  it('is not known for a scheme that is not offered', async () => {
    const id = await caseInStage(database, 'draft', owner, { scheme: 'NOWHERE' });
    expect(await shown(id)).toMatchObject({ charged: false, feePaise: null, fee: null });
  });
});
