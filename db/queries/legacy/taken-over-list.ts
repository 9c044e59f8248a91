import { sql } from 'drizzle-orm';
import {
  type CameOver,
  isTakenOver,
  nonPreferentialCode,
} from '../../../domain/transition/taken-over.ts';
import type { ServedFrom } from '../../../domain/transition/transition.ts';
import type { Database } from '../../database.ts';

/** A line of the list of what came over. */
export type TakenOverLine = CameOver & {
  /** Rises in the order of the export. */
  id: number;
  iec: string;
  agency: string;
  office: string;
  consignee: string;
  destination: string;
  replaces: string | null;
};

export type ListAsked = {
  iecs: readonly string[];
  /** Of one agency alone; null: of all. */
  agency: string | null;
  servedFrom: ServedFrom;
  today: string;
  before: number | null;
  limit: number;
};

/**
 * What came over of these exporters and counts here today, the last of the export in front. Each
 * exporter is read from its own end of the index, no further than a page.
 */
export async function listTakenOver(database: Database, asked: ListAsked) {
  const { iecs, agency, servedFrom, today, before, limit } = asked;
  const isHere = (code: string) => isTakenOver(code, servedFrom, today);
  const rows = await database.execute<TakenOverLine>(sql`
    select c.id::float8 as id, c.number, c.scheme, c.iec, c.agency, c.office, c.consignee,
      c.destination, c.issued_on::text as "issuedOn", c.status, c.replaces, c.successor,
      to_char(c.cancelled_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
        as "cancelledAt"
    from unnest(${sql.param([...iecs])}::text[]) as e(iec) cross join lateral (
      select l.*, k.cancelled_at from legacy_certificate l
      left join legacy_cancellation k on k.number = l.number
      join migration_batch b on b.number = l.batch and b.accepted_at is not null
      where l.iec = e.iec ${before === null ? sql`` : sql`and l.id < ${before}`}
        ${agency === null ? sql`` : sql`and l.agency = ${agency}`}
        and case when l.scheme like ${`${nonPreferentialCode}%`}
          then ${isHere(nonPreferentialCode)}::boolean else ${isHere('')}::boolean end
      order by l.id desc limit ${limit}) c
    order by c.id desc limit ${limit}`);
  return [...rows];
}
