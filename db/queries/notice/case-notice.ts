import type { Turn } from '../../../domain/notification/turn.ts';
import type { Database, Fragment } from '../../database.ts';

/** A turn that a step of a case makes. */
export type TurnMade = {
  turn: Turn;
  /** The key of the step. */
  occasion: string;
  revision: number;
  eventSequence: number;
  certificateNumber: string | null;
  at: Date;
};

/** Puts a turn into the outbox as part of the step that makes it: both are kept or neither. */
export const turnNoticed = (
  { $client: client }: Database,
  { turn, occasion, revision, eventSequence, certificateNumber, at }: TurnMade,
): Fragment => client`
  insert into case_notice
    (application_id, turn, occasion, revision, event_sequence, certificate_number, at)
  select id, ${turn}, ${occasion}, ${revision}, ${eventSequence}, ${certificateNumber},
    ${at.toISOString()}
  from moved
  returning id`;

/**
 * Puts a turn into the outbox that moves no case, such as that a lapse is near: once for each
 * `occasion`, so that it may be repeated.
 */
export async function noticeTurn(
  database: Database,
  { applicationId, turn, occasion }: { applicationId: string; turn: Turn; occasion: string },
): Promise<void> {
  await database.$client`
    insert into case_notice (application_id, turn, occasion, revision, certificate_number, at)
    select id, ${turn}, ${occasion}, revision, certificate_number, now()
    from application where id = ${applicationId}
    on conflict (application_id, occasion) do nothing`;
}
