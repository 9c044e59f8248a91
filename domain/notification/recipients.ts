import type { Right } from '../authority/actor.ts';
import { type Audience, isLeftBehind, type Taken, tellings } from './turn.ts';

/** Somebody who may be told of a case, as the record has him now: only who is let in at all. */
export type Candidate = {
  accountId: string;
  /** What he may do for the exporter of the case; empty for an officer. */
  rights: readonly Right[];
  /** He made the draft. */
  preparer: boolean;
  /** An officer who waits for the answer to a query. */
  askingOfficer: boolean;
  /** A mobile number of his is confirmed. */
  mobile: boolean;
};

export type Channel = 'mail' | 'sms';

/** `recipient`: an account's id, or `firm` for the address that DGFT has of the exporter. */
export type Owed = { recipient: string; channel: Channel };

function isMeant(candidate: Candidate, audience: Audience): boolean {
  switch (audience) {
    case 'preparer':
      return candidate.preparer;
    case 'asking-officer':
      return candidate.askingOfficer;
    default:
      return candidate.rights.includes(audience);
  }
}

/**
 * Which messages a turn of a case owes to whom. Nobody is told of a case whose exporter he acts for
 * no more; where that leaves nobody at the firm, its address on record with DGFT is told. Nor is
 * anybody told of what the case has left behind.
 */
export function owedOf(taken: Taken, candidates: readonly Candidate[]): Owed[] {
  if (isLeftBehind(taken)) return [];
  const { to, sms } = tellings[taken.turn];
  const told = candidates.filter((one) => to.some((audience) => isMeant(one, audience)));
  if (told.length === 0) {
    return to.includes('asking-officer') ? [] : [{ recipient: 'firm', channel: 'mail' }];
  }
  return told.flatMap(({ accountId: recipient, mobile }) => [
    { recipient, channel: 'mail' as const },
    ...(sms && mobile ? [{ recipient, channel: 'sms' as const }] : []),
  ]);
}
