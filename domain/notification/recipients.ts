import type { Right } from '../authority/actor.ts';
import { type Audience, type Turn, tellings } from './turn.ts';

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
 * anybody told that a case waits for what has come meanwhile: `overtaken` by a later turn of it.
 */
export function owedOf(
  { turn, overtaken }: { turn: Turn; overtaken: boolean },
  candidates: readonly Candidate[],
): Owed[] {
  const { to, sms, passing } = tellings[turn];
  if (passing && overtaken) return [];
  const told = candidates.filter((one) => to.some((audience) => isMeant(one, audience)));
  if (told.length === 0) {
    return to.includes('asking-officer') ? [] : [{ recipient: 'firm', channel: 'mail' }];
  }
  return told.flatMap(({ accountId: recipient, mobile }) => [
    { recipient, channel: 'mail' as const },
    ...(sms && mobile ? [{ recipient, channel: 'sms' as const }] : []),
  ]);
}
