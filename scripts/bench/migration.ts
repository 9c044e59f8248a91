import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import postgres from 'postgres';
import { v7 as uuid } from 'uuid';
import { copyRows, copyValue } from '../../db/copy.ts';
import { writeLegacyExport } from '../../simulators/legacy-export/write-export.ts';
import { encryptingDataConverter } from '../../temporal/data-converter.ts';
import { readPayloadKeys } from '../../temporal/payload-keys.ts';
import * as migration from '../../workflows/legacy-migration/contract.ts';
import type { Stack } from '../stack/stack.ts';
import { compared, type Figures, type Measurement, middleOf } from './measurement.ts';
import { benchNeighbours } from './neighbours.ts';

const small = 100_000;
const mostMegabytes = 300;
/** One for each round: a machine that others use too is now faster, now slower. */
const seeds = [2, 3, 4];
const tables = ['legacy_certificate', 'legacy_item'] as const;
/** What else a batch fills. */
const others = ['legacy_exporter', 'legacy_office', 'legacy_wallet_transaction', 'legacy_wallet'];

/**
 * A migration through its run, from the manifest to the reconciled figures, against a bare COPY of the
 * same certificates and items into tables of the same columns and indexes; the worker's memory; and what
 * others wait for meanwhile.
 */
export async function benchMigration(stack: Stack, certificates: number): Promise<Measurement[]> {
  const folder = mkdtempSync(path.join(stack.dataDir, 'legacy-'));
  const sql = postgres(stack.databaseUrl, { max: 2, onnotice: () => {} });
  const client = await connect(stack);
  try {
    const exportOf = (count: number, seed: number) => {
      const directory = path.join(folder, String(seed));
      writeLegacyExport(directory, { certificates: count, seed, dirt: 0.01 });
      return directory;
    };
    const bring = (count: number, seed: number) =>
      bringOver(client, sql, stack, exportOf(count, seed));
    const first = await bring(Math.min(small, certificates), 1);
    const rounds: Figures[] = [];
    let megabytes = 0;
    for (const seed of seeds) {
      await clear(sql);
      const brought = await bring(certificates, seed);
      const bare = await copyBare(sql, folder, brought.batch);
      rounds.push({ value: bare.rows / brought.seconds, baseline: bare.rows / bare.seconds });
      megabytes = brought.megabytes;
    }
    const most = { value: megabytes, baseline: mostMegabytes };
    const growth = { value: megabytes, baseline: first.megabytes };
    const exported = exportOf(certificates, 5);
    const neighbours = await benchNeighbours(stack, client, () =>
      bringOver(client, sql, stack, exported),
    );
    return [
      compared('migrate', 'rows a second', middleOf(rounds), { sign: '>=', ratio: 0.5 }),
      compared('migrate-memory', 'MB of the worker', most, { sign: '<=', ratio: 1 }),
      compared('migrate-memory-growth', 'MB of the worker', growth, { sign: '<=', ratio: 1.2 }),
      ...neighbours,
    ];
  } finally {
    await client.connection.close();
    await sql.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Empties the final tables, for a round to begin with tables as empty as those of the bare COPY. */
async function clear(sql: postgres.Sql): Promise<void> {
  for (const table of [...tables, ...others]) {
    await sql.begin(async (own) => {
      // No foreign key is looked up for each row.
      await own`set local session_replication_role = replica`;
      await own`delete from ${own(table)}`;
    });
    await sql`vacuum full ${sql(table)}`;
  }
}

async function connect({ env }: Stack): Promise<Client> {
  const keys = await readPayloadKeys(env.ECOO_SECRETS_DIR ?? '');
  const connection = await Connection.connect({ address: env.TEMPORAL_ADDRESS ?? '' });
  const namespace = env.TEMPORAL_NAMESPACE ?? 'default';
  return new Client({ connection, namespace, dataConverter: encryptingDataConverter(keys) });
}

/** Takes an export as far as operators have to decide; how long it took, and the worker's largest size. */
async function bringOver(client: Client, sql: postgres.Sql, stack: Stack, directory: string) {
  const [operator] = await sql`select id from account where role = 'migration-operator' limit 1`;
  const batchId = uuid();
  await sql`checkpoint`;
  const began = performance.now();
  const startWorkflowOperation = new WithStartWorkflowOperation(migration.legacyMigrationName, {
    workflowId: migration.legacyMigrationId(batchId),
    taskQueue: migration.migrationTaskQueue,
    workflowIdConflictPolicy: 'FAIL',
    args: [{ batchId }],
  });
  const opened = await client.workflow.executeUpdateWithStart(migration.begin, {
    startWorkflowOperation,
    args: [{ by: operator?.id, directory, dryRun: false }],
  });
  if (opened.outcome !== 'opened') throw new Error(`the export was ${opened.outcome}`);
  for (;;) {
    const [batch] = await sql`
      select number, phase, trouble, figures from migration_batch where id = ${batchId}`;
    if (batch?.trouble) throw new Error(batch.trouble);
    if (batch?.phase === 'reconciled') {
      if (batch.figures.disagreements.length > 0) throw new Error(batch.figures.disagreements[0]);
      const seconds = (performance.now() - began) / 1000;
      const megabytes = await mostMegabytesOf(stack.pid('migration-worker'));
      return { seconds, megabytes, batch: batch.number };
    }
    await delay(250);
  }
}

const reading = { encoding: 'utf8', highWaterMark: 256 * 1024 } as const;

/** The most that a process has had resident so far, as Linux tells it: nobody else has to wait for that. */
async function mostMegabytesOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

/** Copies what a batch brought out, and into bare tables; how long the second took. */
async function copyBare(sql: postgres.Sql, folder: string, batch: number) {
  let [rows, seconds] = [0, 0];
  for (const table of tables) {
    const file = path.join(folder, table);
    const bare = sql(`bare_${table}`);
    const { columns: described } = await sql`select * from ${sql(table)} limit 0`;
    const columns = described.map(({ name }) => name);
    await copyOut(sql, table, columns, batch, file);
    await sql`drop table if exists ${bare}`;
    await sql`create table ${bare} (like ${sql(table)} including all)`;
    await sql`checkpoint`;
    const began = performance.now();
    await sql.begin((own) =>
      copyRows(own, `bare_${table}`, columns, async (sink) => {
        for await (const text of createReadStream(file, reading)) await sink(text);
      }),
    );
    seconds += (performance.now() - began) / 1000;
    const [counted] = await sql`select count(*)::int as count from ${bare}`;
    rows += counted?.count;
  }
  return { rows, seconds };
}

/** The driver gives a null within an array as a word. */
const absent = '\u0001';
const written = (value: string) => copyValue(value === absent ? null : value);

/** Writes a batch's rows of a table to a file, in the text format of COPY. */
async function copyOut(
  sql: postgres.Sql,
  table: string,
  columns: readonly string[],
  batch: number,
  file: string,
): Promise<void> {
  const key = sql(table === 'legacy_item' ? 'certificate_id' : 'id');
  const texts = columns.map((name) => sql`coalesce(${sql(name)}::text, ${absent})`);
  const row = texts.reduce((all, text) => sql`${all}, ${text}`);
  const out = openSync(file, 'w');
  const range = sql`${key} >= ${batch}::bigint << 32 and ${key} < (${batch}::bigint + 1) << 32`;
  const rows = sql<{ row: string[] }[]>`
    select array[${row}] as row from ${sql(table)} where ${range} order by ${key}`;
  for await (const some of rows.cursor(5_000)) {
    writeSync(out, some.map((one) => `${one.row.map(written).join('\t')}\n`).join(''));
  }
  closeSync(out);
}
