import type { Database } from '../../database.ts';

/** A row of the audit as it stands, with the columns that the database reads out of its body. */
export type AuditChainRow = {
  sequence: number;
  body: string;
  previousHash: string;
  hash: string;
  at: string | null;
  subject: string | null;
  actor: string | null;
  action: string | null;
  step: string | null;
};

const pageSize = 1_000;

/** The whole audit in order, a page at a time. Sequences beyond what a number holds come as NaN. */
export async function* readAuditChain({
  $client: client,
}: Database): AsyncGenerator<AuditChainRow> {
  for (let last = '-9223372036854775808', more = true; more; ) {
    const rows = await client<(Omit<AuditChainRow, 'sequence'> & { sequence: string })[]>`
      select sequence::text, body, previous_hash as "previousHash", hash, at, subject, actor, action, step
      from audit_event where sequence > ${last}::bigint order by audit_event.sequence limit ${pageSize}`;
    for (const row of rows) yield { ...row, sequence: Number(row.sequence) };
    last = rows.at(-1)?.sequence ?? last;
    more = rows.length === pageSize;
  }
}

/** A row of a case's chain as it stands. */
export type CaseChainRow = {
  applicationId: string;
  sequence: number;
  step: string;
  /** UTC, to the microsecond: finer than what is hashed, so that nothing hides below it. */
  at: string;
  actorId: string | null;
  actorRole: string;
  action: string;
  stage: string;
  /** JSON, as the database writes it. */
  detail: string;
  previousHash: string;
  hash: string;
};

/** A case with where its chain ends by its own word. */
export type CaseChain = {
  id: string;
  eventSequence: number;
  eventHash: string;
  events: CaseChainRow[];
};

const casesAtOnce = 200;

/**
 * The chains of all cases, some cases at a time: each page is one statement, so that a case's end
 * and its events are of the same moment while others go on writing. Events whose case is gone come
 * as a case that ends nowhere.
 */
export async function* readCaseChains({ $client: client }: Database): AsyncGenerator<CaseChain> {
  for (let last = '00000000-0000-0000-0000-000000000000', more = true; more; ) {
    const page = await client<CaseChain[]>`
      with page as (
        select a.id, a.event_sequence, a.event_hash from application a
        where a.id > ${last}::uuid order by a.id limit ${casesAtOnce}
      )
      select page.id, page.event_sequence as "eventSequence", page.event_hash as "eventHash",
        coalesce(told.events, '[]') as events
      from page left join lateral (
        select jsonb_agg(jsonb_build_object(
          'applicationId', e.application_id, 'sequence', e.sequence, 'step', e.step,
          'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
          'actorId', e.actor_id, 'actorRole', e.actor_role, 'action', e.action, 'stage', e.stage,
          'detail', e.detail::text, 'previousHash', e.previous_hash, 'hash', e.hash
        ) order by e.sequence) as events
        from case_event e where e.application_id = page.id
      ) told on true
      order by page.id`;
    yield* page;
    last = page.at(-1)?.id ?? last;
    more = page.length === casesAtOnce;
  }
}

/** An event whose case is gone: its chain ends nowhere. null when there is none. */
export async function findOrphanEvent({ $client: client }: Database) {
  const [row] = await client<{ applicationId: string; sequence: number }[]>`
    select application_id as "applicationId", sequence from case_event e
    where not exists (select from application a where a.id = e.application_id)
    order by e.application_id, e.sequence limit 1`;
  return row ?? null;
}
