import { listCollections } from '../../../db/queries/money/collections.ts';
import { indianPeriod } from '../../../domain/calendar/indian-period.ts';
import { addDays, daysBetween } from '../../../domain/calendar/plain-date.ts';
import { todayInIndia } from '../../case-answer.ts';
import { endpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import { collectionsAnswer, collectionsQuery } from '../../schemas/money/wallet.ts';
import { officePath } from '../../schemas/office/office.ts';
import { officeFor } from '../office/offices.ts';

const longestDays = 366;
const columns = ['gatewayPaise', 'heldPaise', 'earnedPaise'] as const;

export const collectionsEndpoint = endpoint({
  method: 'get',
  path: '/offices/{id}/collections',
  tag: 'Offices',
  summary: 'What the office collected, day by day in India',
  pathSchema: officePath,
  querySchema: collectionsQuery,
  answers: { 200: { description: 'Days on which something moved', schema: collectionsAnswer } },
  problems: ['period-unusable'],
  handle: async ({ account, path, query, api }) => {
    const office = await officeFor(api, account, 'view-collections', path.id);
    const { to = todayInIndia() } = query;
    const { from: first = addDays(to, -30) } = query;
    const days = daysBetween(first, to);
    if (days < 0 || days >= longestDays) {
      throw problem('period-unusable', `Ask for at most ${longestDays} days, in their order.`);
    }
    const { from, until } = indianPeriod(first, to);
    const listed = await listCollections(
      api.database,
      { agency: office.agencyCode, office: office.code },
      { from: new Date(from), until: new Date(until) },
    );
    const sums = columns.map((name) => [name, listed.reduce((sum, day) => sum + day[name], 0)]);
    const total = Object.fromEntries(sums);
    return { status: 200, body: { office: path.id, currency: 'INR', days: listed, total } };
  },
});
