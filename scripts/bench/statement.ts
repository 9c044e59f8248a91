import { type Database, openDatabase } from '../../db/database.ts';
import { migrateDatabase } from '../../db/migrate.ts';
import { listStatement } from '../../db/queries/money/ledger/statement.ts';
import { exporterWallet, gatewayClearing } from '../../domain/money/account.ts';
import type { Stack } from '../stack/stack.ts';
import { compared, type Measurement, median } from './measurement.ts';

const small = 10_000;
const large = 10_000_000;
const pages = 1500;
const warmUp = 300;
const limit = 50;
const office = { agency: 'BENCH', office: 'ONE' };
const wallet = exporterWallet({ ...office, iec: 'AAACS7302F' });

/** A page of a statement in a ledger of ten million entries, against one of ten thousand. */
export async function benchStatement(stack: Stack): Promise<Measurement> {
  const server = openDatabase(stack.databaseUrl, { max: 1 });
  const ledgers = new Map<number, Database>();
  try {
    for (const size of [small, large])
      ledgers.set(size, await ledgerOf(size, stack.databaseUrl, server));
    const times = new Map([small, large].map((size) => [size, [] as number[]]));
    for (let page = 0; page < pages; page++) {
      for (const [size, database] of ledgers) {
        const took = await milliseconds(database, size, page);
        if (page >= warmUp) times.get(size)?.push(took);
      }
    }
    const [baseline, value] = [small, large].map((size) => median(times.get(size) ?? []));
    const figures = { value: value ?? Number.NaN, baseline: baseline ?? Number.NaN };
    return compared('statement', 'ms', figures, { sign: '<=', ratio: 1.2 });
  } finally {
    for (const [size, database] of ledgers) {
      await database.$client.end();
      await server.$client.unsafe(`drop database ledger_of_${size}`);
    }
    await server.$client.end();
  }
}

/** A database of its own whose ledger has so many entries, half of them in one wallet. */
async function ledgerOf(size: number, url: string, server: Database): Promise<Database> {
  await server.$client.unsafe(`create database ledger_of_${size}`);
  const own = new URL(url);
  own.pathname = `/ledger_of_${size}`;
  await migrateDatabase(own.href);
  const database = openDatabase(own.href, { max: 1 });
  await fill(database, size / 2);
  return database;
}

/** How long a page takes: each other one is the newest, the rest are from anywhere in the account. */
async function milliseconds(database: Database, size: number, page: number): Promise<number> {
  const anywhere = limit + 1 + ((page * 7919) % (size / 2 - limit));
  const before = page % 2 === 0 ? null : anywhere;
  const began = performance.now();
  const lines = await listStatement(database, wallet, { before, from: null, until: null, limit });
  if (lines.length !== limit) throw new Error(`a page has ${lines.length} lines`);
  return performance.now() - began;
}

/** Receipts of one paisa each, numbered so; written past the triggers, which are measured elsewhere. */
async function fill({ $client: client }: Database, receipts: number): Promise<void> {
  const id = `('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
  const each = `from generate_series(1, ${receipts}) n`;
  const entries = (number: 1 | 2, account: string, sign: '' | '-') => `
    insert into ledger_entry
    select '${account}', n, ${id}, ${sign}1, ${sign}(n - 1), ${sign}n, ${number} ${each}`;
  const statements = [
    'set session_replication_role = replica',
    `insert into ledger_account values ('${wallet}', ${receipts}, ${receipts}),
      ('${gatewayClearing(office)}', -${receipts}, ${receipts})`,
    `insert into ledger_transaction (id, key, kind, at)
      select ${id}, 'order/' || n, 'gateway-receipt', timestamptz '2026-01-01T00:00:00Z' + n * interval '1 second' ${each}`,
    entries(1, wallet, ''),
    entries(2, gatewayClearing(office), '-'),
    'vacuum analyze ledger_transaction',
    'vacuum analyze ledger_entry',
    'set session_replication_role = origin',
  ];
  for (const statement of statements) await client.unsafe(statement, [], { prepare: false });
}
