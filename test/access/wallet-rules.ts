import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { book } from '../../db/queries/money/ledger/ledger.ts';
import { ledgerEntry, ledgerTransaction, paymentOrder } from '../../db/schema/schema.ts';
import { gatewayClearing } from '../../domain/money/account.ts';
import { gatewayReceipt } from '../../domain/money/posting.ts';
import { receiptNumber } from '../../domain/money/receipt-number.ts';
import { refundOnRecord } from '../records/refund-on-record.ts';
import { listOf, type Make, on, type Rule } from './rule.ts';
import { settlementRules } from './settlement-rules.ts';

/** Who may come through the doors to wallets, and to what offices collected. */
export function walletRules(
  { database }: { database: Database },
  anOffice: Make,
): Record<string, Rule> {
  const missing = {
    office: 'EIC-NOWHERE',
    order: 'TOP00000000000000000',
    refund: 'REF00000000000000000',
  };

  const aWallet: Make = ({ iec, officeId, agencyCode }) => ({
    path: { office: officeId },
    query: `iec=${iec}`,
    missing,
    facts: { iec, officeId, agencyCode },
  });

  const aTopUp: Make = async ({ iec, officeId, agencyCode }) => {
    const id = `TOP${randomUUID().replaceAll('-', '').slice(0, 17).toUpperCase()}`;
    const order = { id, purpose: 'top-up' as const, iec, officeId, amountPaise: 50_000 };
    await database.insert(paymentOrder).values({ ...order, status: 'open' });
    const path = { office: officeId, order: id };
    return { path, missing, facts: { iec, officeId, agencyCode } };
  };

  const aRefund: Make = async ({ iec, officeId, agencyCode, exporterId: askedBy }) => {
    const refund = await refundOnRecord(database, { iec, officeId, askedBy });
    return { path: { office: officeId, refund }, missing, facts: { iec, officeId, agencyCode } };
  };

  const anOfficeInMay: Make = async (side) => ({
    ...(await anOffice(side)),
    query: 'from=2026-05-01&to=2026-05-31',
  });

  const aReceipt: Make = async ({ iec, officeId, agencyCode }) => {
    const [agency = '', office = ''] = officeId.split('-');
    const key = randomUUID();
    const posting = gatewayReceipt({ iec, agency, office, paise: 50_000 });
    await book(database, [{ key, applicationId: null, posting }]);
    const [booked] = await database
      .select({ version: ledgerEntry.accountVersion })
      .from(ledgerEntry)
      .innerJoin(ledgerTransaction, eq(ledgerTransaction.id, ledgerEntry.transactionId))
      .where(
        and(
          eq(ledgerTransaction.key, key),
          eq(ledgerEntry.accountId, gatewayClearing({ agency, office })),
        ),
      );
    const place = { agency, office, kind: 'payment' as const, version: Number(booked?.version) };
    return {
      path: { number: receiptNumber(place) },
      missing: { number: 'EIC-NOWHERE-P-1' },
      facts: { iec, officeId, agencyCode },
    };
  };

  const anAgency: Make = ({ agencyCode }) => ({
    path: { code: agencyCode },
    missing: { code: 'NOBODY' },
    facts: { agencyCode },
  });

  return {
    ...settlementRules({ database }),
    'get /fees/outcomes': 'public',
    'put /agencies/{code}/fee-policy': on('agency', 'set-fee-policy', anAgency, {
      rejectionFee: 'kept',
    }),
    'get /wallets': listOf('wallet'),
    'get /wallets/{office}/statement': on('wallet', 'view', aWallet),
    'get /wallets/{office}/statement.csv': on('wallet', 'view', aWallet),
    'get /wallets/{office}/statement.pdf': on('wallet', 'view', aWallet),
    'get /wallets/{office}/receipts': on('wallet', 'view', aWallet),
    'get /receipts/{number}': on('wallet', 'view', aReceipt),
    'get /wallets/{office}/notice': on('wallet', 'view', aWallet),
    'put /wallets/{office}/notice': on('wallet', 'set-notice', aWallet, { belowPaise: 1 }),
    'post /wallets/{office}/top-ups': on('wallet', 'top-up', aWallet, { amountPaise: 50_000 }),
    'get /wallets/{office}/top-ups/{order}': on('wallet', 'top-up', aTopUp),
    'post /wallets/{office}/refunds': on('wallet', 'refund', aWallet, {
      amountPaise: 50_000,
      reason: 'No longer needed',
    }),
    'get /wallets/{office}/refunds': on('wallet', 'view', aWallet),
    'get /wallets/{office}/refunds/{refund}': on('wallet', 'view', aRefund),
    'get /refunds': listOf('wallet'),
    'get /offices/{id}/collections': on('office', 'view-collections', anOfficeInMay),
    'get /offices/{id}/collections.csv': on('office', 'view-collections', anOfficeInMay),
    'get /reports/trial-balance': listOf('report'),
    'get /reports/trial-balance.csv': listOf('report'),
    'get /reports/outstanding': listOf('report'),
    'get /reports/outstanding.csv': listOf('report'),
  };
}
