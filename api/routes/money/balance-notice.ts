import {
  readWatch,
  unwatchBalance,
  watchBalance,
} from '../../../db/queries/money/ledger/balance-watch.ts';
import { readBalance } from '../../../db/queries/money/ledger/statement.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { endpoint } from '../../endpoint.ts';
import {
  balanceNoticeAnswer,
  balanceNoticeBody,
  walletPath,
  walletQuery,
} from '../../schemas/money/wallet.ts';
import { type WalletPlace, walletFor } from './wallet-for.ts';

async function shown({ database }: ApiDependencies, { iec, office, accountId }: WalletPlace) {
  const [belowPaise, balancePaise] = await Promise.all([
    readWatch(database, accountId),
    readBalance(database, accountId),
  ]);
  const body = { iec, office: office.id, belowPaise, balancePaise, currency: 'INR' };
  return { status: 200, body };
}

const described = {
  path: '/wallets/{office}/notice',
  tag: 'Wallets',
  pathSchema: walletPath,
  querySchema: walletQuery,
  problems: ['exporter-not-named'],
} as const;

export const balanceNoticeEndpoints = [
  endpoint({
    ...described,
    method: 'get',
    summary: 'Below which balance the exporter is told',
    answers: { 200: { description: 'null: never', schema: balanceNoticeAnswer } },
    handle: async ({ account, path, query, api }) => {
      const asked = { officeId: path.office, iec: query.iec };
      return shown(api, await walletFor(api, account, 'view', asked));
    },
  }),
  endpoint({
    ...described,
    method: 'put',
    summary: 'Be told when the balance falls below an amount',
    description:
      'One mail, to the address that DGFT has of the firm, for each movement that takes the wallet ' +
      'from that amount or more to less. A wallet that holds less already is told of when it has ' +
      'risen and fallen again.',
    bodySchema: balanceNoticeBody,
    answers: { 200: { description: 'What counts now', schema: balanceNoticeAnswer } },
    handle: async ({ account, path, query, body: { belowPaise }, api }) => {
      const asked = { officeId: path.office, iec: query.iec };
      const place = await walletFor(api, account, 'set-notice', asked);
      const { iec, accountId, office } = place;
      if (belowPaise === null) await unwatchBalance(api.database, accountId);
      else await watchBalance(api.database, { accountId, iec, officeId: office.id }, belowPaise);
      return shown(api, place);
    },
  }),
];
