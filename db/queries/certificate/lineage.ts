import type { CancellationCode } from '../../../domain/certificate/cancellation.ts';
import type { StandingOnRecord } from '../../../domain/certificate/standing.ts';
import { lastDayOf } from '../../../domain/transition/taken-over.ts';
import type { Database, Fragment } from '../../database.ts';

/** One certificate of a line, and the days on which true copies of it were made. */
export type LineageRow = StandingOnRecord & {
  number: string;
  /** It came over from the earlier platform. */
  isTakenOver: boolean;
  issuedOn: string;
  replaces: string | null;
  cancellationCode: CancellationCode | null;
  copiedOn: string[];
};

/** What stands before a certificate, and what it is itself, whoever issued it. */
const before = (client: Database['$client'], number: Fragment) => client`
  select number, coalesce(replaces, replaces_legacy) as replaces from certificate
  where number = ${number}
  union all select number, replaces from legacy_certificate where number = ${number}`;

/**
 * All certificates that stand in a line with this one, by what replaced what: the first that was
 * issued in front. What came over from the earlier platform stands in it once its batch is accepted.
 * Lines are short: a correction of a correction is rare.
 */
export async function listLineage(
  { $client: client }: Database,
  number: string,
): Promise<LineageRow[]> {
  const rows = await client<(LineageRow & { scheme: string | null; at: string | null })[]>`
    with recursive before as (
      select * from (${before(client, client`${number}`)}) this
      union select c.number, c.replaces from before
      cross join lateral (${before(client, client`before.replaces`)}) c
    ), line as (
      select number from before
      union select c.number from line cross join lateral (
        select number from certificate where replaces = line.number
        union all select number from certificate where replaces_legacy = line.number
        union all select number from legacy_certificate where replaces = line.number) c
    )
    select c.number, c.status, c.issued_on as "issuedOn", c.valid_until as "validUntil",
      coalesce(c.replaces, c.replaces_legacy) as replaces, c.successor,
      c.cancelled_at as "cancelledAt", c.cancellation_code as "cancellationCode", false as "isTakenOver",
      null::text as scheme, array(select copied_on::text from certificate_copy where number = c.number
        order by copied_at) as "copiedOn", c.issued_at as at
    from line join certificate c using (number)
    union all select c.number, c.status, c.issued_on, null::date, c.replaces, c.successor, k.cancelled_at,
      k.code, true, c.scheme, '{}', null::timestamptz
    from line join legacy_certificate c using (number)
    join migration_batch b on b.number = c.batch and b.accepted_at is not null
    left join legacy_cancellation k on k.number = c.number
    order by "issuedOn", "isTakenOver" desc, at, number`;
  return rows.map(({ scheme, at: _, ...row }) => ({
    ...row,
    validUntil: row.isTakenOver ? lastDayOf({ ...row, scheme: scheme ?? '' }) : row.validUntil,
    cancelledAt: row.cancelledAt === null ? null : new Date(row.cancelledAt).toISOString(),
  }));
}
