import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { exporterWallet, openingSuspense } from '../../../../domain/money/account.ts';
import { openingBalance } from '../../../../domain/money/posting.ts';
import { freshDatabase } from '../../../../test/servers/fresh-database.ts';
import { ledgerAccount, ledgerEntry, ledgerTransaction } from '../../../schema/schema.ts';
import { book } from './ledger.ts';

const { database } = await freshDatabase();
const { $client: client } = database;
const payer = { iec: 'AAACS7302F', agency: 'EIC', office: 'MUMBAI' };
const wallet = exporterWallet(payer);
const suspense = openingSuspense(payer);
const posting = openingBalance({ ...payer, paise: 500 });
await book(database, [{ key: 'booked', applicationId: null, posting }]);

const rows = async () => [
  await database.select().from(ledgerAccount).orderBy(ledgerAccount.id),
  await database.select().from(ledgerTransaction),
  await database.select().from(ledgerEntry).orderBy(ledgerEntry.accountId),
];
const before = await rows();

/** A transaction of so many entries, which `moved` adds: so much, to an account. */
const opened = (entries: number) =>
  `insert into ledger_transaction (id, key, kind, entry_count)
     values ('${randomUUID()}', 'forged', 'gateway-receipt', ${entries})`;
const moved = (transaction: string, number: number | 'null', account: string, paise: number) => `
  insert into ledger_entry (account_id, transaction_id, entry_number, amount_paise)
  select '${account}', id, ${number}, ${paise} from (${transaction}) of`;
const forged = `select id from ledger_transaction where key = 'forged'`;
const booked = `select id from ledger_transaction where key = 'booked'`;
const written = 'never changed or deleted';
const unbalanced = 'does not balance';
const placeless = 'has no place';
const taken = 'ledger_entry_transaction';
const unfounded = 'moves by entries alone';

describe('R43 the database refuses by itself, whoever asks', () => {
  test.each<[what: string, statements: string[], why: string]>([
    ['an entry changed', ['update ledger_entry set amount_paise = 1'], written],
    ['an entry deleted', ['delete from ledger_entry'], written],
    ['entries truncated', ['truncate ledger_entry'], written],
    ['a transaction changed', ['update ledger_transaction set kind = kind'], written],
    ['a transaction deleted', ['delete from ledger_transaction'], written],
    ['an account deleted', ['delete from ledger_account'], written],
    ['accounts truncated', ['truncate ledger_account cascade'], written],
    ['a transaction without entries', [opened(0)], unbalanced],
    ['a transaction whose entries never come', [opened(2)], unbalanced],
    ['a single entry', [opened(1), moved(forged, 1, wallet, 5)], unbalanced],
    [
      'two that do not add up',
      [opened(2), moved(forged, 1, wallet, 5), moved(forged, 2, suspense, -6)],
      unbalanced,
    ],
    [
      'fewer entries than were announced',
      [opened(3), moved(forged, 1, wallet, 5), moved(forged, 2, suspense, -5)],
      unbalanced,
    ],
    ['an entry added to an old transaction', [moved(booked, 3, wallet, 5)], placeless],
    [
      'a balanced pair added to an old transaction',
      [moved(booked, 3, wallet, 5), moved(booked, 4, suspense, -5)],
      placeless,
    ],
    ['an entry in the place of another', [moved(booked, 2, wallet, 5)], taken],
    ['an entry before the first', [moved(booked, 0, wallet, 5)], placeless],
    ['an entry without a number', [moved(booked, 'null', wallet, 5)], placeless],
    [
      'an entry added after the rest was checked early',
      [
        opened(2),
        moved(forged, 1, wallet, 5),
        moved(forged, 2, suspense, -5),
        'set constraints all immediate',
        moved(forged, 3, wallet, 5),
      ],
      placeless,
    ],
    [
      'an entry of a transaction that is none',
      [
        `insert into ledger_entry (account_id, transaction_id, entry_number, amount_paise)
         values ('${wallet}', '${randomUUID()}', 1, 5)`,
      ],
      placeless,
    ],
    [
      'an entry of an account that is none',
      [opened(2), moved(forged, 1, 'exporter-wallet/none', 5)],
      placeless,
    ],
    ['an entry of nothing', [opened(2), moved(forged, 1, wallet, 0)], 'moves nothing'],
    ['a balance moved without entry', ['update ledger_account set balance_paise = 7'], unfounded],
    ['a version left out', ['update ledger_account set version = version + 1'], unfounded],
    [
      'a version gone back',
      ['update ledger_account set version = 0, balance_paise = 0'],
      unfounded,
    ],
    ['an account renamed', [`update ledger_account set id = id || 'X'`], unfounded],
    [
      'an account that begins with money',
      [`insert into ledger_account values ('exporter-wallet/new', 5, 0)`],
      unfounded,
    ],
  ])('%s', async (_, statements, why) => {
    const asked = client.begin(async (transaction) => {
      for (const statement of statements)
        await transaction.unsafe(statement, [], { prepare: false });
    });
    await expect(asked).rejects.toThrow(why);
    expect(await rows()).toEqual(before);
  });

  test('what is whole passes by the same statements', async () => {
    await client.begin(async (transaction) => {
      for (const statement of [
        opened(2),
        moved(forged, 1, wallet, 5),
        moved(forged, 2, suspense, -5),
      ]) {
        await transaction.unsafe(statement, [], { prepare: false });
      }
    });
    expect(await database.$count(ledgerTransaction)).toBe(2);
  });

  test('an entry says where its account stood and stands, whatever it is told', async () => {
    const key = randomUUID();
    const lie = (number: number, account: string, paise: number) =>
      `insert into ledger_entry select '${account}', 900, id, ${paise}, 7, ${7 + paise}, ${number}
       from ledger_transaction where key = '${key}'`;
    await client.begin(async (transaction) => {
      const statements = [
        opened(2).replace('forged', key),
        lie(1, wallet, 5),
        lie(2, suspense, -5),
      ];
      for (const statement of statements) await transaction.unsafe(statement);
    });
    const [account] = await client`select * from ledger_account where id = ${wallet}`;
    const [entry] = await client`
      select * from ledger_entry where account_id = ${wallet} order by account_version desc`;
    expect([entry?.account_version, entry?.balance_paise]).toEqual([
      account?.version,
      account?.balance_paise,
    ]);
    expect(entry?.previous_balance_paise).toBe(String(BigInt(entry?.balance_paise) - 5n));
  });
});
