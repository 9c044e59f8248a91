import { and, eq, sql } from 'drizzle-orm';
import type { Actor } from '../../../domain/authority/actor.ts';
import type { AgencyFeePolicy } from '../../../domain/money/fee-outcome.ts';
import { type Turn, turnBetween } from '../../../domain/notification/turn.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { mayFollow, type Stage } from '../../../domain/stage.ts';
import { type Database, type Fragment, prepared } from '../../database.ts';
import { driverRow, jsonRow } from '../../driver-row.ts';
import { agency, application, caseEvent, office } from '../../schema/schema.ts';
import { actorColumn } from '../account/actor.ts';
import { turnNoticed } from '../notice/case-notice.ts';
import { type CaseEvent, nextCaseEvent } from './case-event.ts';

export type CaseRow = typeof application.$inferSelect;

/** What a step changes on the record, and the event that tells it. */
export type CaseChange = {
  set: Partial<Omit<CaseRow, 'id' | 'revision' | 'updatedAt'>> & { stage: Stage };
  event: Omit<CaseEvent, 'step' | 'stage'>;
  /** What is told of the step, where another stage does not say it already. */
  turn?: Turn;
  /** What else is written in the same statement: each part reads `moved (id)` and gives one row at most. */
  also?: Fragment[];
};

/** Where the case stands after a step; `detail` is what the step's event kept. */
export type StepRecord = {
  stage: Stage;
  revision: number;
  /** Until when the case waits for its exporter; null while it waits for others. */
  respondBy: Date | null;
  detail: Record<string, unknown>;
  refused?: Refusal;
};

/** The record is at another revision than the step was meant for. */
export type RevisionStale = { staleRevision: number };

export type Step = { applicationId: string; name: string; revision: number; at: Date };

/**
 * Does one step of a case: reads it, and writes the change, its event, what people are to be told and
 * whatever else belongs to it in one statement, which takes effect only if the case stands where it
 * was read. A step done before changes nothing and gives its first result; so an activity may be
 * repeated at any moment. Where `change` refuses, the case stays as it is.
 */
export async function recordStep<Row extends CaseRow = CaseRow>(
  database: Database,
  step: Step,
  change: (
    row: Row,
  ) => CaseChange | { refused: Refusal } | Promise<CaseChange | { refused: Refusal }>,
  read: () => Promise<Row> = () => readCase(database, step.applicationId) as Promise<Row>,
): Promise<StepRecord | RevisionStale> {
  const { revision } = step;
  for (;;) {
    const row = await read();
    if (row.revision !== revision) return stepDone(database, step, row);
    const changed = await change(row);
    if ('refused' in changed) {
      const { stage, respondBy } = row;
      return { stage, revision, respondBy, detail: {}, refused: changed.refused };
    }
    if (await write(database, step, row, changed)) {
      const { stage, respondBy = row.respondBy } = changed.set;
      return { stage, revision: revision + 1, respondBy, detail: changed.event.detail };
    }
  }
}

const stepKey = ({ name, revision }: Step) => `${name}/${revision}`;

async function stepDone(
  database: Database,
  step: Step,
  { stage, revision, respondBy }: CaseRow,
): Promise<StepRecord | RevisionStale> {
  const [done] = await database
    .select({ detail: caseEvent.detail })
    .from(caseEvent)
    .where(and(eq(caseEvent.applicationId, step.applicationId), eq(caseEvent.step, stepKey(step))));
  return done ? { stage, revision, respondBy, detail: done.detail } : { staleRevision: revision };
}

/** One statement is one transaction; false, with nothing written, when the case moved meanwhile. */
async function write(
  database: Database,
  step: Step,
  row: CaseRow,
  { set, event, turn, also = [] }: CaseChange,
): Promise<boolean> {
  const { $client: client } = database;
  if (!mayFollow(row.stage, set.stage)) {
    throw new Error(`a case in stage ${row.stage} does not become ${set.stage}`);
  }
  const next = nextCaseEvent(row, step.at, { ...event, step: stepKey(step), stage: set.stage });
  const columns = driverRow(application, {
    ...set,
    eventSequence: next.sequence,
    eventHash: next.hash,
    revision: row.revision + 1,
    updatedAt: step.at,
  });
  const told = noticed(database, row, { set, turn }, next);
  const parts = [...also, ...told].map((part, index) => ({ part, name: client(`also_${index}`) }));
  const written = parts.reduce(
    (all, { part, name }) => client`${all}, ${name} as (${part})`,
    client``,
  );
  const asked = parts.reduce((all, { name }) => client`${all} left join ${name} on true`, client``);
  const moved = await client`
    with moved as (
      update application set ${client(columns)}
      where id = ${row.id} and revision = ${row.revision} and event_hash = ${row.eventHash}
      returning id
    ), told as (
      insert into case_event
      select event.*
      from moved, jsonb_populate_record(null::case_event, ${jsonRow(caseEvent, next)}) event
    )${written}
    select moved.id from moved${asked}`;
  return moved.length === 1;
}

/** What goes into the outbox: one row, or none where nobody is told. */
function noticed(
  database: Database,
  row: CaseRow,
  { set, turn = turnBetween(row.stage, set.stage) ?? undefined }: Pick<CaseChange, 'set' | 'turn'>,
  { step, sequence, at }: { step: string; sequence: number; at: Date },
): Fragment[] {
  if (!turn) return [];
  const certificateNumber = set.certificateNumber ?? row.certificateNumber;
  const occasion = { turn, occasion: step, revision: row.revision + 1, eventSequence: sequence };
  return [turnNoticed(database, { ...occasion, certificateNumber, at })];
}

const by = sql.placeholder('by');

const caseById = prepared((database) =>
  database
    .select()
    .from(application)
    .where(eq(application.id, sql.placeholder('id')))
    .prepare('case_by_id'),
);

/** The case as it stands; throws when there is none, which no running workflow can meet. */
export async function readCase(database: Database, applicationId: string): Promise<CaseRow> {
  const [row] = await caseById(database).execute({ id: applicationId });
  return found(row, applicationId);
}

/** A case, and whoever wants to act on it with all that authority over it hangs on, just now. */
export type AskedCase = CaseRow &
  AgencyFeePolicy & {
    agencyCode: string;
    /** IECs under which the agency exports itself. */
    agencyIecs: string[];
    actor: Actor | null;
  };

const caseAsked = prepared((database) =>
  database
    .select({
      application,
      agencyCode: agency.code,
      rejectionFee: agency.rejectionFee,
      agencyIecs: agency.ownIecs,
      actor: actorColumn(by),
    })
    .from(application)
    .innerJoin(office, eq(office.id, application.officeId))
    .innerJoin(agency, eq(agency.code, office.agencyCode))
    .where(eq(application.id, sql.placeholder('id')))
    .prepare('case_asked'),
);

/** Reads a case together with the authority of the account `by`. */
export async function readAskedCase(
  database: Database,
  applicationId: string,
  accountId: string,
): Promise<AskedCase> {
  const [row] = await caseAsked(database).execute({ id: applicationId, by: accountId });
  const { application: kase, ...rest } = found(row, applicationId);
  return { ...kase, ...rest };
}

/** For reads by a running workflow: its case exists. */
export function found<Row>(row: Row | undefined, applicationId: string): Row {
  if (!row) throw new Error(`there is no application ${applicationId}`);
  return row;
}

/** Tells the exporter for which outside system the case waits just now; null when for none. */
export async function noteWaitingFor(
  database: Database,
  applicationId: string,
  waitingFor: string | null,
): Promise<void> {
  await database.update(application).set({ waitingFor }).where(eq(application.id, applicationId));
}
