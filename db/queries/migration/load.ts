import type postgres from 'postgres';
import type { ExportFile } from '../../../domain/migration/export-file.ts';
import { stagings } from '../../../domain/migration/staging.ts';
import type { Database } from '../../database.ts';
import { insertInto } from './load-insert.ts';

/** A range of a file's lines: `from` ≤ line < `to`. */
export type Range = { shard: number; file: ExportFile; from: number; to: number };

const inShards: readonly ExportFile[] = ['certificates.psv', 'items.psv'];

/** The ranges of a batch as they were planned, or none. */
export async function listRanges(sql: postgres.ISql, batch: number): Promise<Range[]> {
  return sql<Range[]>`
    select shard, file, from_line as "from", to_line as "to" from migration_cursor
    where batch = ${batch} order by file, shard`;
}

/** Whether everything that was staged and checked is still there; a crash of the server takes it away. */
export async function isStaged(sql: postgres.ISql, batch: number): Promise<boolean> {
  const [row] = await sql<{ files: number }[]>`
    select count(*)::integer as files from staged_file where batch = ${batch} and checked`;
  return row?.files === Object.keys(stagings).length;
}

/**
 * Plans the load of a file: certificates and items in `shards` ranges of about as many lines each, other
 * files in one.
 */
async function planFile(
  own: postgres.TransactionSql,
  batch: number,
  file: ExportFile,
  shards: number,
) {
  const parts = inShards.includes(file) ? shards : 1;
  await own`
    insert into migration_cursor (batch, file, shard, from_line, to_line, next_line)
    select ${batch}, ${file}, part,
      first + (part::bigint * lines / ${parts})::integer, first + ((part + 1)::bigint * lines / ${parts})::integer,
      first + (part::bigint * lines / ${parts})::integer
    from (select coalesce(min(line), 2) as first, coalesce(max(line) - min(line) + 1, 0) as lines
      from ${own(stagings[file].table)}) extent, generate_series(0, ${parts - 1}) part`;
}

/** Plans the load of everything staged, once; null: it is not staged any more. */
export function planRanges(
  database: Database,
  batchId: string,
  shards: number,
): Promise<Range[] | null> {
  return database.$client.begin(async (own) => {
    const [batch] = await own<{ number: number }[]>`
      select number from migration_batch where id = ${batchId} for update`;
    if (!batch || !(await isStaged(own, batch.number))) return null;
    await own`
      update migration_batch set phase = 'loading', phase_at = now()
      where id = ${batchId} and phase in ('checking', 'checked')`;
    const before = await listRanges(own, batch.number);
    if (before.length > 0) return before;
    for (const file of Object.keys(stagings) as ExportFile[]) {
      await planFile(own, batch.number, file, shards);
    }
    return listRanges(own, batch.number);
  });
}

export type Chunk = { next: number; rows: number; done: boolean };

/**
 * Loads the next lines of a range, at most `limit`, with the cursor in the same transaction: whoever
 * loads the same range at the same time waits, and goes on after it. null: nothing is staged any more.
 */
export function loadLines(
  database: Database,
  batchId: string,
  { shard, file }: Pick<Range, 'shard' | 'file'>,
  limit: number,
): Promise<Chunk | null> {
  return database.$client.begin(async (own) => {
    const [cursor] = await own<{ batch: number; round: number; next: number; to: number }[]>`
      select c.batch, b.round, c.next_line as next, c.to_line as to
      from migration_cursor c join migration_batch b on b.number = c.batch
      where b.id = ${batchId} and b.phase = 'loading' and c.file = ${file} and c.shard = ${shard}
      for update of c for share of b`;
    if (!cursor) throw new Error(`the batch ${batchId} does not load ${file} ${shard}`);
    const { batch, next, to } = cursor;
    if (next >= to) return { next, rows: 0, done: true };
    if (!(await isStaged(own, batch))) return null;
    const end = Math.min(to, next + limit);
    // A crash takes rows and cursor away alike. The last of a range waits for all before it.
    if (end < to) await own`set local synchronous_commit = off`;
    const { count } = await insertInto[file](own, { batch, from: next, to: end });
    if (cursor.round > 0) {
      await own`
        update migration_reject kept set outcome = 'taken'
        where batch = ${batch} and file = ${file} and outcome = 'open'
          and line >= ${next} and line < ${end}
          and exists (select from ${own(stagings[file].table)} s where s.line = kept.line)
          and not exists (select from staged_refusal gone
            where gone.file = kept.file and gone.line = kept.line)`;
    }
    await own`
      update migration_cursor set next_line = ${end}, rows = rows + ${count}
      where batch = ${batch} and file = ${file} and shard = ${shard}`;
    return { next: end, rows: count, done: end >= to };
  });
}
