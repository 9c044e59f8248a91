import { readTrialBalance } from '../../../db/queries/money/ledger/trial-balance.ts';
import { ages, readOutstanding } from '../../../db/queries/money/payment/outstanding.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import { outstandingCsv, trialBalanceCsv } from '../../../document/report/csv.ts';
import { beginningInIndia } from '../../../domain/calendar/indian-period.ts';
import { addDays, isPlainDate } from '../../../domain/calendar/plain-date.ts';
import { byClass, nameOfClass } from '../../../domain/money/account-class.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { endpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import {
  outstandingAnswer,
  outstandingExportQuery,
  outstandingQuery,
  trialBalanceAnswer,
  trialBalanceQuery,
} from '../../schemas/money/report.ts';
import { booksFor } from './books-for.ts';

/** Items that one export holds at most. */
const exportedAtOnce = 10_000;

type Books = { agency?: string | undefined; office?: string | undefined };

const beforeOf = (at: string | undefined): Date => {
  if (at === undefined) return new Date();
  return new Date(isPlainDate(at) ? beginningInIndia(addDays(at, 1)) : at);
};

const sidesOf = ({ debitPaise, creditPaise }: { debitPaise: number; creditPaise: number }) => ({
  debitPaise,
  creditPaise,
  balancePaise: creditPaise - debitPaise,
});

async function trialBalance(
  api: ApiDependencies,
  account: SignedIn,
  { at, ...asked }: Books & { at?: string | undefined },
) {
  const { books, named } = await booksFor(api, account, asked);
  const before = beforeOf(at);
  const found = await readTrialBalance(api.database, books, before);
  const classes = found
    .toSorted((left, right) => byClass(left.class, right.class))
    .map((one) => ({
      class: one.class,
      name: nameOfClass(one.class),
      accounts: one.accounts,
      ...sidesOf(one),
    }));
  const sum = (side: 'debitPaise' | 'creditPaise') =>
    classes.reduce((all, one) => all + one[side], 0);
  const total = sidesOf({ debitPaise: sum('debitPaise'), creditPaise: sum('creditPaise') });
  return { ...named, before: before.toISOString(), currency: 'INR', classes, total };
}

async function outstanding(api: ApiDependencies, account: SignedIn, asked: Books, limit: number) {
  const { books, named } = await booksFor(api, account, asked);
  const at = new Date();
  const found = await readOutstanding(api.database, books, { at, limit });
  const items = found.items.map(({ since, ...item }) => ({ ...item, since: since.toISOString() }));
  return { ...named, at: at.toISOString(), currency: 'INR', ...found, items };
}

const csvFile = (name: string, text: string) => ({
  status: 200,
  file: { type: 'text/csv', bytes: Buffer.from(text), name },
});

const tag = 'Reports';
const ofBooks =
  'Of one office, of one agency, or of all that one may see: an administrator the own agency, ' +
  'DGFT operations everything.';

export const reportEndpoints = [
  endpoint({
    method: 'get',
    path: '/reports/trial-balance',
    tag,
    summary: 'What every class of accounts came to at any moment',
    description: `${ofBooks} Debit and credit are equal, or the books are wrong.`,
    querySchema: trialBalanceQuery,
    answers: { 200: { description: 'Class by class', schema: trialBalanceAnswer } },
    handle: async ({ account, query, api }) => ({
      status: 200,
      body: await trialBalance(api, account, query),
    }),
  }),
  endpoint({
    method: 'get',
    path: '/reports/trial-balance.csv',
    tag,
    summary: 'The trial balance as CSV',
    querySchema: trialBalanceQuery,
    answers: { 200: { description: 'One class to a row', mediaType: 'text/csv' } },
    handle: async ({ account, query, api }) =>
      csvFile('trial-balance.csv', trialBalanceCsv(await trialBalance(api, account, query))),
  }),
  endpoint({
    method: 'get',
    path: '/reports/outstanding',
    tag,
    summary: 'Fees set aside, orders not paid and refunds not answered, by age',
    description: `${ofBooks} Ages are counted up to ${ages.join(', ')} days, and above.`,
    querySchema: outstandingQuery,
    answers: { 200: { description: 'Sums of all, and the oldest', schema: outstandingAnswer } },
    handle: async ({ account, query: { limit, ...asked }, api }) => ({
      status: 200,
      body: await outstanding(api, account, asked, limit),
    }),
  }),
  endpoint({
    method: 'get',
    path: '/reports/outstanding.csv',
    tag,
    summary: 'All that is outstanding as CSV, the oldest first',
    querySchema: outstandingExportQuery,
    answers: { 200: { description: 'One to a row', mediaType: 'text/csv' } },
    problems: ['report-too-long'],
    handle: async ({ account, query, api }) => {
      const found = await outstanding(api, account, query, exportedAtOnce + 1);
      if (found.items.length > exportedAtOnce) {
        throw problem('report-too-long', `One export holds ${exportedAtOnce} rows at most.`);
      }
      return csvFile('outstanding.csv', outstandingCsv(found));
    },
  }),
];
