import type { Right } from '../authority/actor.ts';
import { type Audience, type Turn, tellings } from './turn.ts';

/** Somebody who may be told of a case, as the record has him now: only who is let in at all. */
export type Candidate = {
  accountId: string;
  /** What he may do for the exporter of the case; empty for an officer. */
  rights: readonly Right[];
  /** He made the draft. */
  preparer: boolean;
  /** Who of the office is told: the officer who waits for an answer, the administrator. */
  office: 'asking-officer' | 'administrator' | null;
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
    case 'administrator':
      return candidate.office === audience;
    default:
      return candidate.rights.includes(audience);
  }
}

const tellsOffice = (to: readonly Audience[]): boolean =>
  to.includes('asking-officer') || to.includes('administrator');

/**
 * Which messages a turn of a case owes to whom. Nobody is told of a case whose exporter he acts for
 * no more; where that leaves nobody at the firm, its address on record with DGFT is told.
 */
export function owedOf(turn: Turn, candidates: readonly Candidate[]): Owed[] {
  const { to, sms } = tellings[turn];
  const told = candidates.filter((one) => to.some((audience) => isMeant(one, audience)));
  if (told.length === 0) {
    return tellsOffice(to) ? [] : [{ recipient: 'firm', channel: 'mail' }];
  }
  return told.flatMap(({ accountId: recipient, mobile }) => [
    { recipient, channel: 'mail' as const },
    ...(sms && mobile ? [{ recipient, channel: 'sms' as const }] : []),
  ]);
}
