import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { indianDate } from '../../../domain/calendar/indian-date.ts';
import { addDays } from '../../../domain/calendar/plain-date.ts';
import { chargeOf, type FeeTerms, feesInForce } from '../../../domain/money/fee.ts';
import { rupeesText } from '../../../domain/money/rupees.ts';
import { feeFromDay } from '../../../test/records/fee-from-day.ts';
import { recordWithOffice } from '../../../test/records/record-with-office.ts';
import { freshDatabase } from '../../../test/servers/fresh-database.ts';
import { account, exporter, feeEntry, feeProposal } from '../../schema/schema.ts';
import { appendFeeEntry, listFeeEntries, readFeeGrounds } from './fee.ts';
import { decideFeeProposal, insertFeeProposal } from './fee-proposal.ts';

/* `vitest run db/queries/money/fee.db.test.ts -u` draws `docs/fees.md` anew. */

const { database } = await freshDatabase();
const { accountId } = await recordWithOffice(database);
const second = randomUUID();
await database.insert(account).values({
  id: second,
  role: 'dgft-operations',
  login: 'second',
  name: 'Second person',
  email: 'second@dgft.example',
  passwordHash: 'none',
});
const today = indianDate(new Date().toISOString());
const terms: FeeTerms = {
  kind: 'preferential',
  scheme: null,
  agency: null,
  exporterClass: 'any',
  purpose: 'original',
  from: addDays(today, 1),
  paise: 40_000,
  taxes: [],
  source: 'a notice',
  sure: 'found',
};

async function proposed(more: Partial<FeeTerms> = {}): Promise<string> {
  const id = randomUUID();
  const proposal = { id, terms: { ...terms, ...more }, proposedBy: accountId };
  await database.transaction((own) =>
    insertFeeProposal(own, { ...proposal, proposedAt: new Date() }),
  );
  return id;
}

const decide = (id: string, decidedBy: string, approved = true) =>
  database.transaction((own) =>
    decideFeeProposal(own, id, { approved, reason: null, decidedBy, decidedAt: new Date() }),
  );
const append = (id: string, more: Partial<FeeTerms> = {}) =>
  database.transaction((own) => appendFeeEntry(own, id, { ...terms, ...more }));
const causeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: Error) => String((error.cause as Error | undefined)?.message ?? error.message),
  );

test('docs/fees.md shows the table that an installation begins with', async () => {
  const rows = feesInForce(await listFeeEntries(database), today).map((entry) => [
    entry.kind,
    entry.scheme ?? 'all',
    entry.agency ?? 'all',
    entry.exporterClass,
    entry.purpose,
    entry.from,
    rupeesText(chargeOf(entry).totalPaise),
    entry.sure,
    entry.source,
  ]);
  const head = ['kind', 'scheme', 'agency', 'exporter', 'for', 'from', 'rupees', 'sure', 'source'];
  const lines = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`);
  const text = `# Fees

What a certificate costs is data: the table \`fee_entry\`, public at \`GET /api/v1/fees\`. An installation begins with what
stands below, drawn from its migrations.

${lines.join('')}
## Which entry counts

An entry counts from its first day, in India, until a later one for the same (kind, scheme, agency, class of exporter,
purpose) takes its place. Of the entries that fit a case the most specific is charged: its own scheme before the kind of
scheme, then its own agency before all, then its own class before any. So there is always exactly one
(\`domain/money/fee.ts\`).

The day is that of the submission, not of the payment: a case that waits for its money, or for DGFT, keeps its fee. The case
keeps the entry that it was charged under.

## The fee shown is the fee taken

\`GET /api/v1/applications/{id}\` and \`…/fee\` show the fee, its taxes and its entry. Who submits with
\`expectedFeePaise\` is charged that, or refused with \`fee-changed\`: the draft comes back and nothing is charged. Who does
not name it is charged the fee of the day. A fee may be nothing: then no way to pay is asked for, no order opened and
nothing booked, and the case goes on at once.

## Who changes it

A person of DGFT operations proposes (\`POST /api/v1/fees\`), a second one approves or rejects
(\`POST /api/v1/fees/{id}/decision\`); \`GET /api/v1/fees/proposals\` lists what waits. Entries are never changed or deleted,
and begin on a day to come: the database refuses anything else. An entry that was a mistake and has not begun is replaced by
another from the same day. All of it is in the [audit](audit.md), with what counted before and after.

## Taxes

None is charged: no notice names one. An entry may name up to four, such as CGST and SGST, with their percentages; each is
rounded by itself to whole paise, half a paisa up, and added to the fee.

## What is not known, and what it cannot

- \`sure\` says how well a figure is known: \`found\` in a notice, \`known\` from practice with the notice not at hand,
  \`inferred\` without any. A fee for certificates in lieu was not found; they cannot be applied for yet.
- An entry for one scheme, agency or class cannot be ended so that the general one counts again, only replaced by another
  amount.
- Every exporter is of the class \`any\`. Other classes can have fees, but nothing that DGFT sends says who belongs to them;
  the record keeps it in \`exporter.fee_class\`.
- Whether tax would have to be rounded to whole rupees is not settled here.
`;
  await expect(text).toMatchFileSnapshot('../../../docs/fees.md');
});

describe('the record', () => {
  test('takes a fee that a second person approved, from tomorrow on', async () => {
    const id = await proposed();
    expect(await decide(id, second)).toMatchObject({ approved: true, decidedBy: second });
    await append(id);
    expect((await listFeeEntries(database)).at(-1)).toMatchObject({ id, ...terms });
  });

  test('refuses a fee that nobody, or only its proposer, or the second person did not approve', async () => {
    expect(await causeOf(append(randomUUID()))).toContain('is no approved proposal');
    const waiting = await proposed();
    expect(await causeOf(append(waiting))).toContain('is no approved proposal');
    expect(await causeOf(decide(waiting, accountId))).toContain('fee_takes_four_eyes');
    expect(await causeOf(append(waiting))).toContain('is no approved proposal');
    await decide(waiting, second, false);
    expect(await causeOf(append(waiting))).toContain('is no approved proposal');
  });

  test.each([0, -1, -365])('refuses a fee from %i days after today', async (days) => {
    const from = addDays(today, days);
    const id = await proposed({ from });
    await decide(id, second);
    expect(await causeOf(append(id, { from }))).toContain('from a future day on');
  });

  test('takes a fee of nothing, and none below', async () => {
    const id = await proposed();
    await decide(id, second);
    expect(await causeOf(append(id, { paise: -1 }))).toContain('fee_is_never_below_zero');
    await append(id, { paise: 0 });
    expect((await listFeeEntries(database)).at(-1)).toMatchObject({ id, paise: 0 });
  });

  test.each([
    sql`update fee_entry set paise = 1`,
    sql`update fee_entry set valid_from = '2099-01-01'`,
    sql`delete from fee_entry`,
    sql`truncate fee_entry`,
  ])('never changes or loses an entry', async (statement) => {
    expect(await causeOf(database.execute(statement))).toContain('never changed or deleted');
  });

  test('lets a proposal be decided once, and never be changed', async () => {
    const id = await proposed();
    const change = database
      .update(feeProposal)
      .set({ terms: { ...terms, paise: 1 } })
      .where(eq(feeProposal.id, id));
    expect(await causeOf(change)).toContain('decided once');
    const both = await Promise.all([decide(id, second), decide(id, second, false)]);
    expect(both.filter((one) => one !== null)).toHaveLength(1);
    const again = database
      .update(feeProposal)
      .set({ approved: false })
      .where(eq(feeProposal.id, id));
    expect(await causeOf(again)).toContain('decided once');
    const removal = database.delete(feeProposal).where(eq(feeProposal.id, id));
    expect(await causeOf(removal)).toContain('decided once');
  });
});

test('gives a case every entry that may be its own, with all of its terms, and no other', async () => {
  const taxes = [{ name: 'CGST', percent: '9' }];
  const may = await Promise.all([
    feeFromDay(database, '2020-01-01', 1, { taxes }),
    feeFromDay(database, '2020-01-01', 2, { scheme: 'AIFTA', agency: 'EIC' }),
    feeFromDay(database, '2099-01-01', 3, { exporterClass: 'status-holder' }),
  ]);
  const mayNot = await Promise.all([
    feeFromDay(database, '2020-01-01', 4, { scheme: 'NONPREF' }),
    feeFromDay(database, '2020-01-01', 5, { agency: 'IMC' }),
    feeFromDay(database, '2020-01-01', 6, { purpose: 'in-lieu' }),
  ]);
  const asked = { scheme: 'AIFTA', agency: 'EIC', iec: 'AAACS7302F', purpose: 'original' } as const;
  const { feeEntries, feeClass } = await readFeeGrounds(database, asked);
  expect(feeClass).toBe('any');
  const ids = new Set(feeEntries.map(({ id }) => id));
  expect(may.filter((id) => !ids.has(id))).toEqual([]);
  expect(mayNot.filter((id) => ids.has(id))).toEqual([]);
  const stored = await database.select().from(feeEntry);
  for (const entry of feeEntries) {
    expect(entry).toEqual(stored.find(({ id }) => id === entry.id));
  }
});

test('says of which class an exporter is', async () => {
  const fetchedAt = new Date();
  const row = {
    iec: '0388012345',
    status: 'active' as const,
    feeClass: 'status-holder',
    fetchedAt,
  };
  await database.insert(exporter).values(row);
  const asked = { scheme: 'AIFTA', agency: 'EIC', iec: row.iec, purpose: 'original' } as const;
  expect((await readFeeGrounds(database, asked)).feeClass).toBe('status-holder');
});
