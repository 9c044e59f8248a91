import { asc, eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { ledgerEntry, ledgerTransaction } from '../../db/schema/schema.ts';
import { feesEarned, feesHeld, type OfficeKey } from '../../domain/money/account.ts';

/** What the ledger says that became of a case's fee: its movements in order, and where it is now. */
export async function feeMovements(database: Database, applicationId: string, office: OfficeKey) {
  const rows = await database
    .select({
      kind: ledgerTransaction.kind,
      account: ledgerEntry.accountId,
      paise: ledgerEntry.amountPaise,
    })
    .from(ledgerTransaction)
    .innerJoin(ledgerEntry, eq(ledgerEntry.transactionId, ledgerTransaction.id))
    .where(eq(ledgerTransaction.applicationId, applicationId))
    .orderBy(asc(ledgerTransaction.at));
  const sum = (of: (account: string) => boolean) =>
    rows.filter(({ account }) => of(account)).reduce((all, { paise }) => all + Number(paise), 0);
  return {
    kinds: [...new Set(rows.map(({ kind }) => kind))],
    walletPaise: sum((account) => account.startsWith('exporter-wallet/')),
    heldPaise: sum((account) => account === feesHeld(office)),
    earnedPaise: sum((account) => account === feesEarned(office)),
  };
}
