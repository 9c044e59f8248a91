import {
  listSettlementFiles,
  listWaitedFiles,
  type TakenFile,
} from '../../../db/queries/money/settlement/list.ts';
import { listUnreconciled } from '../../../db/queries/money/settlement/unreconciled.ts';
import { beginningInIndia } from '../../../domain/calendar/indian-period.ts';
import { addDays } from '../../../domain/calendar/plain-date.ts';
import { mayReach } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { pageOf } from '../../page.ts';
import { cursorAt, placeAt } from '../../schemas/keyset.ts';
import {
  settlementsAnswer,
  settlementsQuery,
  unreconciledAnswer,
  unreconciledQuery,
} from '../../schemas/money/settlement.ts';
import { booksFor } from './books-for.ts';

const waitedAtMost = 100;

const fileShown = ({ netPaise, chargesPaise, ...file }: TakenFile) => ({
  ...file,
  netPaise: Number(netPaise),
  chargesPaise: Number(chargesPaise),
});

export const settlementEndpoints = [
  endpoint({
    method: 'get',
    path: '/settlements',
    tag: 'Settlement',
    summary: "The gateway's settlement files that were taken, and those still waited for",
    querySchema: settlementsQuery,
    answers: { 200: { description: 'One page', schema: settlementsAnswer } },
    problems: ['bad-cursor'],
    handle: async ({ account, query, api }) => {
      const reach = mayReach(account, 'view', 'settlement');
      const { office = null, limit } = query;
      const place = placeAt(query.cursor);
      const asked = { office, place, limit: limit + 1 };
      const found = await listSettlementFiles(api.database, reach, asked);
      const { rows: files, nextCursor } = pageOf(found.map(fileShown), limit, ({ takenAt, id }) =>
        cursorAt(takenAt, id),
      );
      const waitedFor = { office, limit: waitedAtMost };
      const waiting = place ? [] : await listWaitedFiles(api.database, reach, waitedFor);
      return { status: 200, body: { files, waiting, currency: 'INR', nextCursor } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/reports/unreconciled',
    tag: 'Reports',
    summary: 'Orders that are paid and that the gateway has not settled, by office',
    description: 'Of any day: what was open at its end.',
    querySchema: unreconciledQuery,
    answers: { 200: { description: 'Offices with something open', schema: unreconciledAnswer } },
    handle: async ({ account, query: { date, ...asked }, api }) => {
      const { books, named } = await booksFor(api, account, asked);
      const before = date === undefined ? new Date() : new Date(beginningInIndia(addDays(date, 1)));
      const offices = await listUnreconciled(api.database, books, before);
      const body = { ...named, before: before.toISOString(), currency: 'INR', offices };
      return { status: 200, body };
    },
  }),
];
