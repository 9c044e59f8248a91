import { listCollections } from '../../../db/queries/money/ledger/collections.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import { collectionsCsv } from '../../../document/report/csv.ts';
import { indianPeriod } from '../../../domain/calendar/indian-period.ts';
import { addDays, daysBetween } from '../../../domain/calendar/plain-date.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { endpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import { collectionsAnswer, collectionsQuery } from '../../schemas/money/wallet.ts';
import { officePath } from '../../schemas/office/office.ts';
import { todayInIndia } from '../../today.ts';
import { officeFor } from '../office/offices.ts';

const longestDays = 366;
const columns = ['gatewayPaise', 'heldPaise', 'earnedPaise'] as const;

type Period = { from?: string | undefined; to?: string | undefined };

async function collected(api: ApiDependencies, account: SignedIn, id: string, asked: Period) {
  const office = await officeFor(api, account, 'view-collections', id);
  const { to = todayInIndia() } = asked;
  const { from: first = addDays(to, -30) } = asked;
  const days = daysBetween(first, to);
  if (days < 0 || days >= longestDays) {
    throw problem('period-unusable', `Ask for at most ${longestDays} days, in their order.`);
  }
  const { from, until } = indianPeriod(first, to);
  return listCollections(
    api.database,
    { agency: office.agencyCode, office: office.code },
    { from: new Date(from), until: new Date(until) },
  );
}

const described = {
  tag: 'Offices',
  pathSchema: officePath,
  querySchema: collectionsQuery,
  problems: ['period-unusable'],
} as const;

export const collectionsEndpoints = [
  endpoint({
    ...described,
    method: 'get',
    path: '/offices/{id}/collections',
    summary: 'What the office collected, day by day in India',
    answers: { 200: { description: 'Days on which something moved', schema: collectionsAnswer } },
    handle: async ({ account, path, query, api }) => {
      const listed = await collected(api, account, path.id, query);
      const sums = columns.map((name) => [name, listed.reduce((sum, day) => sum + day[name], 0)]);
      const total = Object.fromEntries(sums);
      return { status: 200, body: { office: path.id, currency: 'INR', days: listed, total } };
    },
  }),
  endpoint({
    ...described,
    method: 'get',
    path: '/offices/{id}/collections.csv',
    summary: 'What the office collected, as CSV',
    answers: { 200: { description: 'One day to a row', mediaType: 'text/csv' } },
    handle: async ({ account, path, query, api }) => {
      const days = await collected(api, account, path.id, query);
      const bytes = Buffer.from(collectionsCsv({ days }));
      const file = { type: 'text/csv', bytes, name: `collections-${path.id}.csv` };
      return { status: 200, file };
    },
  }),
];
