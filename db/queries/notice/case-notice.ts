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
