import { type Database, openDatabase } from '../../db/database.ts';
import { migrateDatabase } from '../../db/migrate.ts';
import { listStatement } from '../../db/queries/money/statement.ts';
import { exporterWallet, gatewayClearing } from '../../domain/money/account.ts';
import type { Stack } from '../stack/stack.ts';
import { compared, type Measurement, median } from './measurement.ts';

const small = 10_000;
const large = 10_000_000;
const pages = 400;
const limit = 50;
const office = { agency: 'BENCH', office: 'ONE' };
const wallet = exporterWallet({ ...office, iec: 'AAACS7302F' });

/** A page of a statement in a ledger of ten million entries, against one of ten thousand. */
export async function benchStatement(stack: Stack): Promise<Measurement> {
  const url = new URL(stack.databaseUrl);
  const server = openDatabase(url.href, { max: 1 });
  await server.$client`create database ledger_bench`;
  url.pathname = '/ledger_bench';
  await migrateDatabase(url.href);
  const database = openDatabase(url.href, { max: 1 });
  try {
    await fill(database, { from: 1, to: small / 2 });
    const baseline = await milliseconds(database, small / 2);
    await fill(database, { from: small / 2 + 1, to: large / 2 });
    const value = await milliseconds(database, large / 2);
    return compared('statement', 'ms', { value, baseline }, { sign: '<=', ratio: 1.2 });
  } finally {
    await database.$client.end();
    await server.$client`drop database ledger_bench`;
    await server.$client.end();
  }
}

/** A page takes this long, half of them the newest and half from anywhere in the account. */
async function milliseconds(database: Database, versions: number): Promise<number> {
  const times: number[] = [];
  for (let page = -pages; page < pages; page++) {
    const anywhere = limit + ((Math.abs(page) * 7919) % (versions - limit));
    const before = page % 2 === 0 ? null : anywhere;
    const began = performance.now();
    const lines = await listStatement(database, wallet, { before, from: null, until: null, limit });
    if (lines.length !== limit) throw new Error(`a page has ${lines.length} lines`);
    // The first half of the pages warms up.
    if (page >= 0) times.push(performance.now() - began);
  }
  return median(times);
}

/** Receipts of one paisa each, numbered so; written past the triggers, which are measured elsewhere. */
async function fill({ $client: client }: Database, { from, to }: { from: number; to: number }) {
  const id = `('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
  const each = `from generate_series(${from}, ${to}) n`;
  const entries = (account: string, sign: '' | '-') => `
    insert into ledger_entry select '${account}', n, ${id}, ${sign}1, ${sign}(n - 1), ${sign}n ${each}`;
  const statements = [
    'set session_replication_role = replica',
    `insert into ledger_account select id, 0, 0 from unnest(array['${wallet}', '${gatewayClearing(office)}']) id
      on conflict do nothing`,
    `insert into ledger_transaction (id, key, kind, at)
      select ${id}, 'order/' || n, 'gateway-receipt', timestamptz '2026-01-01' + n * interval '1 second' ${each}`,
    entries(wallet, ''),
    entries(gatewayClearing(office), '-'),
    'vacuum analyze ledger_transaction',
    'vacuum analyze ledger_entry',
    'set session_replication_role = origin',
  ];
  for (const statement of statements) await client.unsafe(statement, [], { prepare: false });
}
