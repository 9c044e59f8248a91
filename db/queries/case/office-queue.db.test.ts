import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Reach } from '../../../domain/authority/authorize.ts';
import { recordWithOffice } from '../../../test/records/record-with-office.ts';
import { freshDatabase } from '../../../test/servers/fresh-database.ts';
import { account, office } from '../../schema/schema.ts';
import { readTurnaround } from '../office/turnaround.ts';
import { listOfOffices, type QueueQuestion } from './office-queue.ts';

const { database } = await freshDatabase();
const owner = await recordWithOffice(database);
const officeId = 'EIC-MUMBAI';
const reach: Reach = { within: 'office', offices: [officeId] };
const officerId = randomUUID();
const client = database.$client;

/** Closed and open cases of the office, spread over the last year; one in fifty of open ones is his. */
async function fill(counts: { closed: number; open: number }): Promise<void> {
  await client`
    insert into application (id, iec, scheme, office_id, stage, revision, content, created_by,
      created_at, updated_at, submitted_at, decided_at, due_on, perishable, reviewer_id, claimed_at)
    select gen_random_uuid(), ${owner.iec}, 'AIFTA', ${officeId},
      case when closed then 'issued' else 'under-review' end, 3,
      '{}', ${owner.accountId}, at, at, at,
      case when closed then at + interval '5 hours' end,
      case when closed then at::date + 2 else current_date + (n % 7) - 1 end, n % 10 = 0,
      case when closed then ${officerId}::uuid when n % 50 = 1 then ${officerId}::uuid end, at
    from generate_series(1, ${counts.closed + counts.open}) n,
      lateral (select n <= ${counts.closed}::int as closed,
        now() - make_interval(secs => n * 500) as at) one`;
  await client`analyze application`;
}

/** Every statement that `run` sends, as the server would do it: which nodes, how many pages read. */
async function plansOf(run: () => Promise<unknown>) {
  const sent: { query: string; parameters: unknown[] }[] = [];
  const { debug } = client.options;
  client.options.debug = (_connection, query, parameters) => {
    sent.push({ query, parameters });
  };
  await run();
  client.options.debug = debug;
  const plans = [];
  for (const { query, parameters } of sent.filter((one) => one.query.includes('application'))) {
    const explain = `explain (analyze, buffers, format json) ${query}`;
    const [row] = await client.unsafe(explain, parameters as string[]);
    plans.push({ text: JSON.stringify(row), pages: pagesIn(row), query });
  }
  return plans;
}

type Plan = { 'QUERY PLAN': [{ Plan: Record<string, number> }] };
function pagesIn(row: unknown): number {
  const { Plan: plan } = (row as Plan)['QUERY PLAN'][0];
  return (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
}

const asked: QueueQuestion = {
  ...{ stage: null, office: null, iec: null, limit: 26 },
  ...{ after: null, claim: null, dueBefore: null },
};
const today = new Date().toISOString().slice(0, 10);
const deep = {
  perishable: false,
  submittedAt: new Date(Date.now() - 7 * 86_400_000).toISOString(),
};
const questions: [string, QueueQuestion][] = [
  ['its first page', asked],
  ['a page far behind', { ...asked, after: { ...deep, id: randomUUID() } }],
  ['one stage', { ...asked, stage: 'under-review' }],
  ['what nobody has', { ...asked, claim: 'none' }],
  ['one officer’s own', { ...asked, claim: { by: officerId } }],
  ['what is overdue', { ...asked, dueBefore: today }],
];
const figures = {
  since: new Date(Date.now() - 30 * 86_400_000).toISOString(),
  dayBegan: `${today}T00:00:00.000Z`,
  day: today,
};
const turnaround = (id = officeId) => readTurnaround(database, id, figures);

describe('the queue of an office among many cases', () => {
  const small = new Map<string, number>();

  beforeAll(async () => {
    const person = { role: 'officer' as const, login: 'o', name: 'O', email: 'o@eic.example' };
    await database.insert(account).values({ id: officerId, ...person, agencyCode: 'EIC' });
    await fill({ closed: 1_000, open: 500 });
    for (const [name, question] of questions) {
      const [plan] = await plansOf(() => listOfOffices(database, reach, question));
      small.set(name, plan?.pages ?? 0);
    }
    await fill({ closed: 60_000, open: 0 });
    await client`vacuum (analyze) application`;
  }, 120_000);

  test.each(questions)(
    '%s is read from an index, no further than a page',
    async (name, question) => {
      const [plan, ...more] = await plansOf(() => listOfOffices(database, reach, question));
      expect(more).toEqual([]);
      expect(plan?.text).not.toContain('Seq Scan","Relation Name":"application"');
      expect(plan?.text).not.toMatch(/"Node Type":"Seq Scan"[^{]*"Relation Name":"application"/);
      // Deeper trees cost a page or two more at each of the probes; never pages for each closed case.
      expect(plan?.pages).toBeLessThan(2 * (small.get(name) ?? 0) + 200);
    },
  );

  test('its figures are counted without the closed cases of earlier', async () => {
    const plans = await plansOf(() => turnaround());
    expect(plans).toHaveLength(3);
    for (const { text, query } of plans) {
      expect(text, query).not.toMatch(/"Node Type":"Seq Scan"[^{]*"Relation Name":"application"/);
    }
    expect(plans.map(({ text }) => /application_(waiting|decided)/.exec(text)?.[0])).toEqual(
      expect.arrayContaining(['application_waiting', 'application_decided']),
    );
  });
});

describe('the turnaround of an office', () => {
  test('says what waits, what is late, and how long it took', async () => {
    const pune = { agencyCode: 'EIC', code: 'PUNE', name: 'Pune', place: 'Pune', address: ['7'] };
    const merchant = { merchantId: '', checksumKeySealed: '' };
    await database.insert(office).values({ id: 'EIC-PUNE', ...pune, ...merchant });
    const hour = 3_600_000;
    const at = (hours: number) => new Date(Date.now() - hours * hour).toISOString();
    const insert = (stage: string, submitted: number, more: Record<string, unknown> = {}) =>
      client`insert into application ${client({
        ...{ id: randomUUID(), iec: owner.iec, scheme: 'AIFTA', office_id: 'EIC-PUNE', stage },
        ...{ revision: 3, content: '{}', created_by: owner.accountId, submitted_at: at(submitted) },
        ...more,
      })}`;
    await insert('under-review', 30, { due_on: '2020-01-02', reviewer_id: officerId });
    await insert('under-review', 20, { due_on: '2098-01-02' });
    await insert('query-raised', 90, { due_on: '2020-01-02', reviewer_id: officerId });
    await insert('awaiting-payment', 99);
    for (const hours of [1, 2, 3, 4, 10]) {
      await insert('rejected', 100, { decided_at: at(100 - hours) });
    }
    await insert('rejected', 2_000, { decided_at: at(1_000) });
    const { waiting, decided, issued } = await turnaround('EIC-PUNE');
    expect(waiting).toMatchObject([
      { stage: 'query-raised', claimed: 1, unclaimed: 0, overdue: 0 },
      { stage: 'under-review', claimed: 1, unclaimed: 1, overdue: 1 },
    ]);
    expect(decided).toMatchObject({ count: 5, today: 0 });
    expect(Math.round((decided.medianSeconds ?? 0) / 36)).toBe(300);
    expect(Math.round((decided.ninetiethSeconds ?? 0) / 36)).toBe(760);
    expect(issued).toEqual({ count: 0, today: 0, medianSeconds: null, ninetiethSeconds: null });
  });
});
