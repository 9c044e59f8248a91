import { createHash } from 'node:crypto';
import {
  type PlacedRefund,
  type RefundPartRow,
  readRefund,
  readRefundable,
} from '../../../db/queries/money/payment/refund.ts';
import { listRefunds, type RefundsAsked } from '../../../db/queries/money/payment/refund-list.ts';
import { orderId } from '../../../domain/money/order-id.ts';
import { refundablePaise } from '../../../domain/money/refund.ts';
import { allow, mayReach } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { endpoint } from '../../endpoint.ts';
import { pageOf } from '../../page.ts';
import { cursorBehind, refundBefore } from '../../schemas/money/cursors.ts';
import {
  pendingRefund,
  refundAnswer,
  refundBody,
  refundPath,
  refundsAnswer,
  refundsQuery,
  walletRefundsAnswer,
  walletRefundsQuery,
} from '../../schemas/money/refund.ts';
import { walletPath, walletQuery } from '../../schemas/money/wallet.ts';
import { askRefund } from '../../temporal/refund-messages.ts';
import { walletFor } from './wallet-for.ts';

const momentOf = (at: Date | null) => at?.toISOString() ?? null;

const partOf = ({ refundId: _, part: __, settledAt, ...part }: RefundPartRow) => ({
  ...part,
  settledAt: momentOf(settledAt),
});

const answerOf = ({ id, iec, officeId, amountPaise, reason, status, ...rest }: PlacedRefund) => ({
  refundId: id,
  iec,
  office: officeId,
  amountPaise,
  currency: 'INR',
  reason,
  status,
  askedAt: momentOf(rest.askedAt),
  needsPeopleSince: momentOf(rest.needsPeopleSince),
  settledAt: momentOf(rest.settledAt),
  parts: rest.parts.map(partOf),
});

/** The same key of the same person names the same refund, so that a repeat asks for no second one. */
const refundFor = (...named: string[]) =>
  orderId('REF', createHash('sha256').update(named.join('/')).digest());

async function refundsPage(
  api: ApiDependencies,
  reach: Parameters<typeof listRefunds>[1],
  { limit, ...asked }: RefundsAsked,
) {
  const found = await listRefunds(api.database, reach, { ...asked, limit: limit + 1 });
  const { rows, nextCursor } = pageOf(found, limit, cursorBehind);
  return { refunds: rows.map(answerOf), nextCursor };
}

export const refundEndpoints = [
  endpoint({
    method: 'post',
    path: '/wallets/{office}/refunds',
    tag: 'Wallets',
    summary: 'Ask for money of the wallet to go back to where it came from',
    description:
      'It goes back to the newest payments by the gateway, to each at most what it brought. The ' +
      'amount leaves the wallet at once; what the gateway refuses comes back into it.',
    idempotency: 'message',
    pathSchema: walletPath,
    querySchema: walletQuery,
    bodySchema: refundBody,
    answers: {
      201: { description: 'The refund, with the payments it goes back to', schema: refundAnswer },
      202: {
        description: 'No answer in time. Repeat with the same key to learn the outcome.',
        schema: pendingRefund,
      },
    },
    problems: [
      'exporter-not-named',
      'not-authorised',
      'refund-too-small',
      'refund-exceeds-wallet',
      'refund-not-from-gateway',
      'refund-of-many-payments',
    ],
    handle: async ({ account, path, query, body, idempotencyKey, api }) => {
      const asked = { officeId: path.office, iec: query.iec };
      const { iec, office } = await walletFor(api, account, 'refund', asked);
      const key = idempotencyKey ?? '';
      const id = refundFor(account.accountId, iec, office.id, key);
      const by = { accountId: account.accountId, role: account.role };
      const input = { by, iec, officeId: office.id, ...body };
      const sent = await askRefund(api.temporal, id, key, input);
      const headers = { Location: `/api/v1/wallets/${office.id}/refunds/${id}` };
      const refund = sent.outcome === 'done' ? await readRefund(api.database, id) : null;
      if (refund) return { status: 201, body: answerOf(refund), headers };
      return { status: 202, body: { refundId: id }, headers: { ...headers, 'Retry-After': '2' } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/wallets/{office}/refunds',
    tag: 'Wallets',
    summary: 'How much of a wallet can go back, and its refunds, newest first',
    pathSchema: walletPath,
    querySchema: walletRefundsQuery,
    answers: { 200: { description: 'One page', schema: walletRefundsAnswer } },
    problems: ['bad-cursor', 'exporter-not-named'],
    handle: async ({ account, path, query, api }) => {
      const named = { officeId: path.office, iec: query.iec };
      const { iec, office } = await walletFor(api, account, 'view', named);
      const place = { iec, officeId: office.id, agency: office.agencyCode, office: office.code };
      const wallet = await readRefundable(api.database, place);
      const asked = { iec, officeId: office.id, status: null, limit: query.limit };
      const before = refundBefore(query.cursor);
      const page = await refundsPage(api, { within: 'everything' }, { ...asked, before });
      const { balancePaise } = wallet;
      const amounts = { balancePaise, refundablePaise: refundablePaise(wallet), currency: 'INR' };
      return { status: 200, body: { iec, office: office.id, ...amounts, ...page } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/wallets/{office}/refunds/{refund}',
    tag: 'Wallets',
    summary: 'What has become of a refund, part by part',
    pathSchema: refundPath,
    answers: { 200: { description: 'Refund', schema: refundAnswer } },
    handle: async ({ account, path, api }) => {
      const found = await readRefund(api.database, path.refund);
      const here = found?.officeId === path.office ? found : null;
      const agencyCode = here?.payer.agency;
      const wallet = here && { ...here, kind: 'wallet' as const, agencyCode };
      const refund = allow<'wallet', PlacedRefund>(account, 'view', wallet);
      return { status: 200, body: answerOf(refund) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/refunds',
    tag: 'Wallets',
    summary: 'Refunds of all wallets in reach, newest first; by status, those that need people',
    querySchema: refundsQuery,
    answers: { 200: { description: 'One page', schema: refundsAnswer } },
    problems: ['bad-cursor'],
    handle: async ({ account, query, api }) => {
      const reach = mayReach(account, 'view', 'wallet');
      const { status = null, limit } = query;
      const asked = { iec: null, officeId: null, status, limit };
      const before = refundBefore(query.cursor);
      return { status: 200, body: await refundsPage(api, reach, { ...asked, before }) };
    },
  }),
];
