import {
  listStatement,
  readBalance,
  type StatementAsked,
  type StatementLine,
} from '../../../db/queries/money/ledger/statement.ts';
import { listWallets } from '../../../db/queries/money/ledger/wallet-list.ts';
import { statementCsv } from '../../../document/statement/csv.ts';
import { statementPdf } from '../../../document/statement/pdf.ts';
import type { Statement } from '../../../document/statement/statement.ts';
import { beginningInIndia } from '../../../domain/calendar/indian-period.ts';
import { addDays } from '../../../domain/calendar/plain-date.ts';
import { mayReach } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { endpoint } from '../../endpoint.ts';
import { pageOf } from '../../page.ts';
import { problem } from '../../problem/problem.ts';
import {
  accountAfter,
  cursorAfter,
  cursorBefore,
  versionBefore,
} from '../../schemas/money/cursors.ts';
import {
  exportQuery,
  statementAnswer,
  statementQuery,
  walletPath,
  walletsAnswer,
  walletsQuery,
} from '../../schemas/money/wallet.ts';
import { type WalletPlace, walletFor } from './wallet-for.ts';

/** Movements that one export holds at most. */
const exportedAtOnce = 10_000;

type Period = { from?: string | undefined; to?: string | undefined };

const periodOf = ({ from, to }: Period): Pick<StatementAsked, 'from' | 'until'> => ({
  from: from === undefined ? null : new Date(beginningInIndia(from)),
  until: to === undefined ? null : new Date(beginningInIndia(addDays(to, 1))),
});

const lineOf = ({ at, ...line }: StatementLine) => ({ ...line, at: at.toISOString() });

async function exported(
  api: ApiDependencies,
  { iec, office, accountId }: WalletPlace,
  period: Period,
): Promise<Statement> {
  const asked = { ...periodOf(period), before: null, limit: exportedAtOnce + 1 };
  const lines = await listStatement(api.database, accountId, asked);
  if (lines.length > exportedAtOnce) {
    throw problem('statement-too-long', `One export holds ${exportedAtOnce} movements at most.`);
  }
  const { from = null, to = null } = period;
  const at = new Date().toISOString();
  const { id, name } = office;
  return { iec, office: { id, name }, from, to, at, lines: lines.toReversed().map(lineOf) };
}

const nameOf = ({ iec, office }: Statement, ending: string) =>
  `wallet-${iec}-${office.id}.${ending}`;

export const walletEndpoints = [
  endpoint({
    method: 'get',
    path: '/wallets',
    tag: 'Wallets',
    summary: 'Balances of wallets, by exporter and office',
    description: 'A wallet is listed from its first movement on.',
    querySchema: walletsQuery,
    answers: { 200: { description: 'One page', schema: walletsAnswer } },
    problems: ['bad-cursor'],
    handle: async ({ account, query, api }) => {
      const reach = mayReach(account, 'view', 'wallet');
      const { iec = null, limit } = query;
      const asked = { iec, after: accountAfter(query.cursor), limit: limit + 1 };
      const found = await listWallets(api.database, reach, asked);
      const { rows, nextCursor } = pageOf(found, limit, ({ id }) => cursorAfter(id));
      const wallets = rows.map(({ id: _, officeId, ...wallet }) => ({
        ...wallet,
        office: officeId,
        currency: 'INR',
      }));
      return { status: 200, body: { wallets, nextCursor } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/wallets/{office}/statement',
    tag: 'Wallets',
    summary: "A wallet's movements, newest first, each with the balance after it",
    pathSchema: walletPath,
    querySchema: statementQuery,
    answers: { 200: { description: 'One page', schema: statementAnswer } },
    problems: ['bad-cursor', 'exporter-not-named'],
    handle: async ({ account, path, query, api }) => {
      const place = { officeId: path.office, iec: query.iec };
      const { iec, accountId } = await walletFor(api, account, 'view', place);
      const before = versionBefore(query.cursor);
      const asked = { ...periodOf(query), before, limit: query.limit + 1 };
      const found = await listStatement(api.database, accountId, asked);
      const { rows, nextCursor } = pageOf(found, query.limit, ({ version }) =>
        cursorBefore(version),
      );
      const body = {
        iec,
        office: path.office,
        balancePaise: await readBalance(api.database, accountId),
        currency: 'INR',
        lines: rows.map(lineOf),
        nextCursor,
      };
      return { status: 200, body };
    },
  }),
  endpoint({
    method: 'get',
    path: '/wallets/{office}/statement.csv',
    tag: 'Wallets',
    summary: 'The statement as CSV, oldest movement first',
    pathSchema: walletPath,
    querySchema: exportQuery,
    answers: { 200: { description: 'One movement to a row', mediaType: 'text/csv' } },
    problems: ['exporter-not-named', 'statement-too-long'],
    handle: async ({ account, path, query, api }) => {
      const asked = { officeId: path.office, iec: query.iec };
      const place = await walletFor(api, account, 'view', asked);
      const statement = await exported(api, place, query);
      const bytes = Buffer.from(statementCsv(statement));
      return { status: 200, file: { type: 'text/csv', bytes, name: nameOf(statement, 'csv') } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/wallets/{office}/statement.pdf',
    tag: 'Wallets',
    summary: 'The statement as PDF, with the same movements attached as CSV',
    pathSchema: walletPath,
    querySchema: exportQuery,
    answers: { 200: { description: 'A plain table', mediaType: 'application/pdf' } },
    problems: ['exporter-not-named', 'statement-too-long'],
    handle: async ({ account, path, query, api }) => {
      const asked = { officeId: path.office, iec: query.iec };
      const place = await walletFor(api, account, 'view', asked);
      const statement = await exported(api, place, query);
      const bytes = await statementPdf(statement);
      const name = nameOf(statement, 'pdf');
      return { status: 200, file: { type: 'application/pdf', bytes, name } };
    },
  }),
];
