import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { exporterWallet } from '../../../domain/money/account.ts';
import { holdFee, openingBalance, takeFee } from '../../../domain/money/posting.ts';
import { freshDatabase } from '../../../test/fresh-database.ts';
import { ledgerAccount, ledgerEntry, ledgerTransaction } from '../../schema/schema.ts';
import { book, isOverdraft } from './ledger.ts';

const { database } = await freshDatabase();
const fee = 35_000;
let payer: { iec: string; agency: string; office: string };

beforeEach(() => {
  payer = { iec: randomUUID().slice(0, 10).toUpperCase(), agency: 'EIC', office: 'MUMBAI' };
});

const fill = (paise: number, key: string = randomUUID()) =>
  book(database, [{ key, applicationId: null, posting: openingBalance({ ...payer, paise }) }]);

const hold = (key: string = randomUUID()) =>
  book(database, [
    { key, applicationId: randomUUID(), posting: holdFee({ ...payer, paise: fee }) },
  ]);

async function balance(): Promise<bigint> {
  const [wallet] = await database
    .select()
    .from(ledgerAccount)
    .where(eq(ledgerAccount.id, exporterWallet(payer)));
  return wallet?.balancePaise ?? 0n;
}

describe('the ledger', () => {
  test('of 200 spends at once of a wallet that holds 50 fees exactly 50 pass', async () => {
    await fill(50 * fee);
    const spends = await Promise.allSettled(Array.from({ length: 200 }, () => hold()));
    const failures = spends.flatMap((spend) => (spend.status === 'rejected' ? [spend.reason] : []));
    expect(failures).toHaveLength(150);
    expect(failures.every(isOverdraft)).toBe(true);
    expect(await balance()).toBe(0n);
  });

  test('money goes round and never comes into being', async () => {
    await fill(10 * fee);
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        await hold();
        const posting = takeFee({ ...payer, paise: fee });
        await book(database, [{ key: randomUUID(), applicationId: null, posting }]);
      }),
    );
    const [sum] = await database
      .select({
        accounts: sql<string>`(select sum(balance_paise) from ledger_account)`,
        entries: sql<string>`(select sum(amount_paise) from ledger_entry)`,
        // Each account's entries are numbered without a gap, and each goes on from the one before.
        broken: sql<string>`(select count(*) from (
        select previous_balance_paise - coalesce(lag(balance_paise) over account, 0) as jump,
          account_version - coalesce(lag(account_version) over account, 0) - 1 as gap
        from ledger_entry window account as (partition by account_id order by account_version)
      ) entry where jump <> 0 or gap <> 0)`,
      })
      .from(sql`(select) nothing`);
    expect(sum).toEqual({ accounts: '0', entries: '0', broken: '0' });
  });

  test('a key booked again, or forty times at once, has one effect', async () => {
    const key = randomUUID();
    const booked = await Promise.all(Array.from({ length: 40 }, () => fill(fee, key)));
    expect(booked.toSorted()).toEqual([...Array(39).fill(0), 1]);
    expect(await fill(fee, key)).toBe(0);
    expect(await balance()).toBe(BigInt(fee));
  });

  test('bookings of one call stand or fall together', async () => {
    const key = randomUUID();
    const postings = [
      { key, applicationId: null, posting: openingBalance({ ...payer, paise: fee - 1 }) },
      { key: randomUUID(), applicationId: null, posting: holdFee({ ...payer, paise: fee }) },
    ];
    await expect(book(database, postings)).rejects.toSatisfy(isOverdraft);
    expect(await fill(fee, key)).toBe(1);
  });

  test('a posting that does not balance is refused whole', async () => {
    const entries = [
      { account: exporterWallet(payer), amountPaise: 100n },
      { account: 'fees-held/EIC-MUMBAI', amountPaise: -99n },
    ];
    const key = randomUUID();
    const posting = { kind: 'hold-fee' as const, entries };
    await expect(book(database, [{ key, applicationId: null, posting }])).rejects.toThrow(
      'does not balance',
    );
    const kept = await database
      .select()
      .from(ledgerTransaction)
      .where(eq(ledgerTransaction.key, key));
    expect(kept).toEqual([]);
  });

  test.each([
    'update ledger_entry set amount_paise = 0',
    'delete from ledger_entry',
    'truncate ledger_entry',
    'update ledger_transaction set kind = kind',
    'delete from ledger_transaction',
  ])('refuses: %s', async (statement) => {
    await fill(fee);
    await expect(database.$client.unsafe(statement)).rejects.toThrow('never changed or deleted');
    expect(await database.$count(ledgerEntry)).toBeGreaterThan(0);
  });
});
