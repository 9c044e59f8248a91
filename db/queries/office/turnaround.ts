import type { Stage } from '../../../domain/stage.ts';
import type { Database } from '../../database.ts';

/** Open cases of an office in one stage. */
export type Waiting = {
  stage: Stage;
  claimed: number;
  unclaimed: number;
  overdue: number;
  oldestSubmittedAt: Date;
};

/** How long it took from submission, of those that were given in a time; null when none were. */
export type Pace = {
  count: number;
  today: number;
  medianSeconds: number | null;
  ninetiethSeconds: number | null;
};

export type Turnaround = { waiting: Waiting[]; decided: Pace; issued: Pace };

/**
 * An office's figures just now. What waits is counted in the index of open cases; what was given
 * since `since` in the indexes by time: closed cases of earlier are not touched. `dayBegan` and `day`
 * are today's beginning and date in India.
 */
export async function readTurnaround(
  { $client: client }: Database,
  officeId: string,
  { since, dayBegan, day }: { since: string; dayBegan: string; day: string },
): Promise<Turnaround> {
  const pace = (at: ReturnType<typeof client>, from: ReturnType<typeof client>) => client`
    select count(*)::int as count,
      count(*) filter (where ${at} >= ${dayBegan}::timestamptz)::int as today,
      round(extract(epoch from percentile_cont(0.5)
        within group (order by ${at} - a.submitted_at)))::float8 as "medianSeconds",
      round(extract(epoch from percentile_cont(0.9)
        within group (order by ${at} - a.submitted_at)))::float8 as "ninetiethSeconds"
    from ${from}`;
  const [waiting, [decided], [issued]] = await Promise.all([
    client<(Omit<Waiting, 'oldestSubmittedAt'> & { oldestSubmittedAt: string })[]>`
      select a.stage, count(a.reviewer_id)::int as claimed,
        (count(*) - count(a.reviewer_id))::int as unclaimed,
        count(*) filter (where a.due_on < ${day}::date
          and a.stage in ('under-review', 'awaiting-signature'))::int as overdue,
        min(a.submitted_at) as "oldestSubmittedAt"
      from application a
      where a.office_id = ${officeId}
        and a.stage in ('under-review', 'query-raised', 'awaiting-signature', 'needs-attention')
      group by a.stage order by a.stage`,
    pace(
      client`a.decided_at`,
      client`application a where a.office_id = ${officeId}
        and a.decided_at is not null and a.decided_at >= ${since}::timestamptz`,
    ),
    pace(
      client`c.issued_at`,
      client`certificate c join application a on a.id = c.application_id
        where c.office_id = ${officeId} and c.issued_at >= ${since}::timestamptz`,
    ),
  ]);
  if (!decided || !issued) throw new Error('an aggregate gave no row');
  return {
    waiting: waiting.map((row) => ({ ...row, oldestSubmittedAt: new Date(row.oldestSubmittedAt) })),
    decided: decided as Pace,
    issued: issued as Pace,
  };
}
