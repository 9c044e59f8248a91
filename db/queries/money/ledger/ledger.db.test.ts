import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { exporterWallet, feesHeld } from '../../../../domain/money/account.ts';
import { holdFee, openingBalance, returnFee, takeFee } from '../../../../domain/money/posting.ts';
import { freshDatabase } from '../../../../test/servers/fresh-database.ts';
import { ledgerAccount, ledgerTransaction } from '../../../schema/schema.ts';
import { book, isOverdraft, isResolvedBefore } from './ledger.ts';

const { database } = await freshDatabase();
const fee = 35_000;
const office = { agency: 'EIC', office: 'MUMBAI' };
let payer: typeof office & { iec: string };

beforeEach(() => {
  payer = { iec: randomUUID().slice(0, 10).toUpperCase(), ...office };
});

const fill = (paise: number, key: string = randomUUID()) =>
  book(database, [{ key, applicationId: null, posting: openingBalance({ ...payer, paise }) }]);

const hold = (key: string = randomUUID()) =>
  book(database, [
    { key, applicationId: randomUUID(), posting: holdFee({ ...payer, paise: fee }) },
  ]);

const end = (resolves: string, ends: typeof takeFee | typeof returnFee, paise = fee) =>
  book(database, [
    { key: randomUUID(), applicationId: null, posting: ends({ ...payer, paise }), resolves },
  ]);

async function balance(account = exporterWallet(payer)): Promise<bigint> {
  const [row] = await database.select().from(ledgerAccount).where(eq(ledgerAccount.id, account));
  return row?.balancePaise ?? 0n;
}

describe('the ledger', () => {
  test('R43 a key booked again, or forty times at once, has one effect', async () => {
    const key = randomUUID();
    const booked = await Promise.all(Array.from({ length: 40 }, () => fill(fee, key)));
    expect(booked.toSorted()).toEqual([...Array(39).fill(0), 1]);
    expect(await fill(fee, key)).toBe(0);
    expect(await balance()).toBe(BigInt(fee));
  });

  test('R43 a key that stands for one movement is refused for another', async () => {
    const key = randomUUID();
    await fill(fee, key);
    await expect(fill(fee + 1, key)).rejects.toThrow('is booked for another movement');
    await expect(hold(key)).rejects.toThrow('is booked for another movement');
    expect(await balance()).toBe(BigInt(fee));
  });

  test('R43 bookings of one call stand or fall together', async () => {
    const key = randomUUID();
    const postings = [
      { key, applicationId: null, posting: openingBalance({ ...payer, paise: fee - 1 }) },
      { key: randomUUID(), applicationId: null, posting: holdFee({ ...payer, paise: fee }) },
    ];
    await expect(book(database, postings)).rejects.toSatisfy(isOverdraft);
    expect(await fill(fee, key)).toBe(1);
  });

  test('R43 a posting that does not balance is refused whole', async () => {
    const entries = [
      { account: exporterWallet(payer), amountPaise: 100n },
      { account: 'gateway-clearing/EIC/MUMBAI', amountPaise: -99n },
    ];
    const key = randomUUID();
    const posting = { kind: 'gateway-receipt' as const, entries };
    await expect(book(database, [{ key, applicationId: null, posting }])).rejects.toThrow(
      'does not balance',
    );
    const kept = await database
      .select()
      .from(ledgerTransaction)
      .where(eq(ledgerTransaction.key, key));
    expect(kept).toEqual([]);
  });

  test('R43 calls that name the same accounts in every order never wait for each other', async () => {
    const office = { agency: 'EIC', office: randomUUID() };
    const round = Array.from({ length: 60 }, (_, index) => {
      const payers = [1, 2, 3].map((number) => ({ ...office, iec: `IEC${number}`, paise: fee }));
      const turned = index % 2 === 0 ? payers : payers.toReversed();
      return book(
        database,
        [...turned, ...turned.toReversed()].flatMap((one, nth) => [
          { key: randomUUID(), applicationId: null, posting: openingBalance(one) },
          ...(nth === 0 || (index + nth) % 3 === 0
            ? [{ key: randomUUID(), applicationId: null, posting: holdFee(one) }]
            : []),
        ]),
      );
    });
    const booked = await Promise.allSettled(round);
    expect(booked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))).toEqual([]);
  });

  test('R43 every account goes on from its last entry, in the order of time', async () => {
    await fill(10 * fee);
    await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const key = randomUUID();
        await hold(key);
        await end(key, index % 2 === 0 ? takeFee : returnFee);
      }),
    );
    const [sum] = await database
      .select({
        accounts: sql<string>`(select sum(balance_paise) from ledger_account)`,
        entries: sql<string>`(select sum(amount_paise) from ledger_entry)`,
        broken: sql<string>`(select count(*) from (
        select previous_balance_paise - coalesce(lag(balance_paise) over account, 0) as jump,
          account_version - coalesce(lag(account_version) over account, 0) - 1 as gap,
          at < lag(at) over account as back
        from ledger_entry join ledger_transaction on id = transaction_id
        window account as (partition by account_id order by account_version)
      ) entry where jump <> 0 or gap <> 0 or back)`,
        ends: sql<string>`(select count(*) from ledger_account where balance_paise
        <> (select sum(amount_paise) from ledger_entry where account_id = ledger_account.id))`,
      })
      .from(sql`(select) nothing`);
    expect(sum).toEqual({ accounts: '0', entries: '0', broken: '0', ends: '0' });
  });
});

describe('a hold', () => {
  const ends = [
    ['taken', takeFee],
    ['given back', returnFee],
  ] as const;

  for (const [first, one] of ends) {
    for (const [second, other] of ends) {
      test(`R32 ${first} is not ${second} afterwards`, async () => {
        const key = randomUUID();
        await fill(fee);
        await hold(key);
        await end(key, one);
        const before = await balance();
        await expect(end(key, other)).rejects.toSatisfy(isResolvedBefore);
        expect(await balance()).toBe(before);
      });
    }
  }

  test('R32 ended forty times at once ends once', async () => {
    const key = randomUUID();
    await fill(fee);
    await hold(key);
    const all = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) => end(key, index % 2 === 0 ? takeFee : returnFee)),
    );
    const refusals = all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refusals).toHaveLength(39);
    expect(refusals.every(isResolvedBefore)).toBe(true);
  });

  test('R32 of another is not touched: each frees what it holds, whole', async () => {
    const key = randomUUID();
    await fill(2 * fee);
    await hold(key);
    await hold();
    const wrong = 'does not free what its hold holds';
    await expect(end(key, takeFee, fee - 1)).rejects.toThrow(wrong);
    await expect(end(key, returnFee, 2 * fee)).rejects.toThrow(wrong);
    await expect(end(randomUUID(), takeFee)).rejects.toThrow('violates foreign key');
    const posting = takeFee({ ...payer, paise: fee });
    const unnamed = [{ key: randomUUID(), applicationId: null, posting }];
    await expect(book(database, unnamed)).rejects.toThrow(wrong);
    expect(await end(key, takeFee)).toBe(1);
  });

  test('R32 is not freed into less than nothing', async () => {
    const account = feesHeld({ agency: 'EIC', office: randomUUID() });
    const entries = [
      { account, amountPaise: -1n },
      { account: exporterWallet(payer), amountPaise: 1n },
    ];
    const posting = { kind: 'return-fee' as const, entries };
    const asked = book(database, [{ key: randomUUID(), applicationId: null, posting }]);
    await expect(asked).rejects.toThrow('fees_held_never_negative');
  });
});
