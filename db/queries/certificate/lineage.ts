import type { CancellationCode } from '../../../domain/certificate/cancellation.ts';
import type { StandingOnRecord } from '../../../domain/certificate/standing.ts';
import type { Database } from '../../database.ts';

/** One certificate of a line, and the days on which true copies of it were made. */
export type LineageRow = StandingOnRecord & {
  number: string;
  issuedOn: string;
  replaces: string | null;
  cancellationCode: CancellationCode | null;
  copiedOn: string[];
};

/**
 * All certificates that stand in a line with this one, by what replaced what: the first that was
 * issued in front. Lines are short: a correction of a correction is rare.
 */
export async function listLineage(
  { $client: client }: Database,
  number: string,
): Promise<LineageRow[]> {
  const rows = await client<LineageRow[]>`
    with recursive before as (
      select number, replaces from certificate where number = ${number}
      union select c.number, c.replaces from certificate c join before on c.number = before.replaces
    ), line as (
      select number from before
      union select c.number from certificate c join line on c.replaces = line.number
    )
    select c.number, c.status, c.issued_on as "issuedOn", c.valid_until as "validUntil", c.replaces,
      c.successor, c.cancelled_at as "cancelledAt", c.cancellation_code as "cancellationCode",
      array(select copied_on::text from certificate_copy where number = c.number order by copied_at)
        as "copiedOn"
    from line join certificate c using (number)
    order by c.issued_at`;
  return rows.map((row) => ({
    ...row,
    cancelledAt: row.cancelledAt === null ? null : new Date(row.cancelledAt).toISOString(),
  }));
}
