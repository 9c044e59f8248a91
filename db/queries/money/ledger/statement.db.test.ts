import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { exporterWallet } from '../../../../domain/money/account.ts';
import { freshDatabase } from '../../../../test/servers/fresh-database.ts';
import type { Transaction } from '../../../database.ts';
import { listStatement } from './statement.ts';

const { database } = await freshDatabase();
const movements = 30_000;
const wallet = exporterWallet({ iec: 'AAACS7302F', agency: 'EIC', office: 'LARGE' });
/** The instant of a movement: one a minute, but 100 to 199 all at once. */
const atOf = (version: number) => {
  const minute = version >= 100 && version < 200 ? 100 : version;
  return new Date(Date.parse('2026-01-01T00:00:00Z') + minute * 60_000);
};

beforeAll(async () => {
  await database.transaction(async (own) => {
    // Only the owner may say when something was booked.
    await own.execute(sql`set local session_replication_role = replica`);
    const id = sql`('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
    const each = sql`from generate_series(1, ${movements}::int) n`;
    await own.execute(sql`insert into ledger_account (id, balance_paise, version)
      values (${wallet}, ${movements}, ${movements})`);
    await own.execute(sql`insert into ledger_transaction (id, key, kind, at)
      select ${id}, 'receipt/' || n, 'gateway-receipt', timestamptz '2026-01-01T00:00:00Z'
        + interval '1 minute' * (case when n between 100 and 199 then 100 else n end) ${each}`);
    await own.execute(
      sql`insert into ledger_entry select ${wallet}, n, ${id}, 1, n - 1, n, 1 ${each}`,
    );
  });
  await database.execute(sql`analyze ledger_entry, ledger_transaction, ledger_account`);
});

type Asked = { before?: number; from?: Date; until?: Date; limit?: number };
async function versions(asked: Asked, own?: Transaction): Promise<number[]> {
  const all = { before: null, from: null, until: null, limit: 50, ...asked };
  return (await listStatement(own ?? database, wallet, all)).map(({ version }) => version);
}
/** The versions from one down to another. */
const down = (high: number, low: number) =>
  Array.from({ length: high - low + 1 }, (_, index) => high - index);

test('a statement of a period has the movements from its beginning until before its end', async () => {
  expect(await versions({ until: atOf(10) })).toEqual(down(9, 1));
  expect(await versions({ from: atOf(10), until: atOf(20) })).toEqual(down(19, 10));
  expect(await versions({ from: atOf(movements - 4) })).toEqual(down(movements, movements - 4));
  const limit = 300;
  expect(await versions({ until: atOf(150), limit })).toEqual(down(99, 1));
  expect(await versions({ from: atOf(150), until: atOf(201), limit })).toEqual(down(200, 100));
  expect(await versions({ from: atOf(10), until: atOf(20), before: 15 })).toEqual(down(14, 10));
  expect(await versions({ until: atOf(0) })).toEqual([]);
  expect(await versions({ from: atOf(movements + 1) })).toEqual([]);
});

test('a time long ago is found without reading what was booked since', async () => {
  const read = await database.transaction(async (own) => {
    const counted = async () => {
      const [row] = await own.execute<{ read: string }>(sql`
        select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) as read
        from pg_stat_xact_user_tables where relname in ('ledger_entry', 'ledger_transaction')`);
      return Number(row?.read);
    };
    const before = await counted();
    expect(await versions({ until: atOf(1_000) }, own)).toEqual(down(999, 950));
    return (await counted()) - before;
  });
  expect(read).toBeGreaterThan(50);
  expect(read).toBeLessThan(1_000);
});
