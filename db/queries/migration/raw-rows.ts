import type { ExportFile } from '../../../domain/migration/export-file.ts';
import type { Database } from '../../database.ts';

/** A refused row whose text is still to be read from its file. */
export type Unread = { line: number; offset: number; length: number };

/** The next refused rows of a file behind a line that are not read yet, in the order of their lines. */
export async function listUnread(
  database: Database,
  batch: number,
  file: ExportFile,
  { after, limit }: { after: number; limit: number },
): Promise<Unread[]> {
  return database.$client<Unread[]>`
    select line, "offset"::float8 as "offset", length from migration_reject
    where batch = ${batch} and file = ${file} and line > ${after} and raw is null and "offset" is not null
    order by line limit ${limit}`;
}

/** Keeps the text of refused rows. */
export async function keepRaw(
  database: Database,
  batch: number,
  file: ExportFile,
  rows: readonly { line: number; raw: string }[],
): Promise<void> {
  await database.$client`
    update migration_reject kept set raw = read.raw
    from unnest(${rows.map(({ line }) => line)}::integer[], ${rows.map(({ raw }) => raw)}::text[])
      as read (line, raw)
    where kept.batch = ${batch} and kept.file = ${file} and kept.line = read.line`;
}
