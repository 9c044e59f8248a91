import { and, desc, eq, gt, lt, lte, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../../database.ts';
import {
  application,
  certificate,
  ledgerAccount,
  ledgerEntry,
  ledgerTransaction,
} from '../../../schema/schema.ts';

/** One movement of an account: `version` is its place in the account's own count. */
export type StatementLine = {
  version: number;
  at: Date;
  kind: string;
  amountPaise: number;
  balancePaise: number;
  applicationId: string | null;
  certificateNumber: string | null;
  /** The refund that a movement is a part of. */
  refundId: string | null;
};

/** What of a statement is asked for; `from` is included, `until` is not, `before` is a version. */
export type StatementAsked = {
  before: number | null;
  from: Date | null;
  until: Date | null;
  limit: number;
};

/** How far an account's own count had come before an instant; found by halving, not by reading on. */
const versionBefore = (accountId: string, instant: Date) =>
  sql<bigint>`(select ledger_version_before(${accountId}, ${instant.toISOString()}))`;

/**
 * A page of an account's movements, newest first. As quick for a long account as for a short one, and
 * for a time long ago as for today.
 */
export async function listStatement(
  database: Database | Transaction,
  accountId: string,
  { before, from, until, limit }: StatementAsked,
): Promise<StatementLine[]> {
  const rows = await database
    .select({
      version: ledgerEntry.accountVersion,
      at: ledgerTransaction.at,
      kind: ledgerTransaction.kind,
      amountPaise: ledgerEntry.amountPaise,
      balancePaise: ledgerEntry.balancePaise,
      applicationId: ledgerTransaction.applicationId,
      certificateNumber: certificate.number,
      // Its keys begin with the part's reference: the refund and two digits.
      refundId: sql<
        string | null
      >`case when ${ledgerTransaction.kind} in ('hold-refund', 'return-refund')
        then left(split_part(${ledgerTransaction.key}, '/', 1), -2) end`,
    })
    .from(ledgerEntry)
    .innerJoin(ledgerTransaction, eq(ledgerTransaction.id, ledgerEntry.transactionId))
    .leftJoin(application, eq(application.id, ledgerTransaction.applicationId))
    .leftJoin(certificate, eq(certificate.number, application.certificateNumber))
    .where(
      and(
        eq(ledgerEntry.accountId, accountId),
        before === null ? undefined : lt(ledgerEntry.accountVersion, BigInt(before)),
        from === null ? undefined : gt(ledgerEntry.accountVersion, versionBefore(accountId, from)),
        until === null
          ? undefined
          : lte(ledgerEntry.accountVersion, versionBefore(accountId, until)),
      ),
    )
    .orderBy(desc(ledgerEntry.accountVersion))
    .limit(limit);
  return rows.map((row) => ({
    ...row,
    version: Number(row.version),
    amountPaise: Number(row.amountPaise),
    balancePaise: Number(row.balancePaise),
  }));
}

/** What an account holds; zero for one that was never moved. */
export async function readBalance(
  database: Database | Transaction,
  accountId: string,
): Promise<number> {
  const [row] = await database
    .select({ balance: sql<string>`${ledgerAccount.balancePaise}` })
    .from(ledgerAccount)
    .where(eq(ledgerAccount.id, accountId));
  return Number(row?.balance ?? 0);
}
