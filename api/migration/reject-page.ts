import { z } from 'zod';
import type { Database } from '../../db/database.ts';
import {
  listRejects,
  type RejectPlace,
  type RejectRow,
  type RejectsAsked,
} from '../../db/queries/migration/reject-list.ts';
import { exportFiles } from '../../domain/migration/export-file.ts';
import { pageOf } from '../page.ts';
import { problem } from '../problem/problem.ts';

const place = z.strictObject({ file: z.enum(exportFiles), line: z.int() });

const cursorBehind = ({ file, line }: RejectPlace): string =>
  Buffer.from(JSON.stringify({ file, line })).toString('base64url');

function placeBehind(cursor: string | undefined): RejectPlace | null {
  if (cursor === undefined) return null;
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw problem('bad-cursor', 'The cursor cannot be read.');
  }
}

type Asked = {
  file?: RejectsAsked['file'] | undefined;
  reason?: RejectsAsked['reason'] | undefined;
  withRest: boolean;
  cursor?: string | undefined;
  limit: number;
};

/** One page of a batch's refused rows, by file and line. Throws `bad-cursor`. */
export async function rejectPage(
  database: Database,
  batch: number,
  { file = null, reason = null, withRest, cursor, limit }: Asked,
): Promise<{ rejects: RejectRow[]; nextCursor: string | null }> {
  const after = placeBehind(cursor);
  const asked = { file, reason, withRest, after, limit: limit + 1 };
  const found = await listRejects(database, batch, asked);
  const { rows: rejects, nextCursor } = pageOf(found, limit, cursorBehind);
  return { rejects, nextCursor };
}
