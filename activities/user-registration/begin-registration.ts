import {
  beginRegistrationRecord,
  findRegistration,
  tellOfRegistration,
} from '../../db/queries/registration/registration.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import { seriesOf } from '../../domain/registration/registration-number.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { BeginInput, Standing } from '../../workflows/user-registration/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { admit } from './admission.ts';
import { bySender } from './by.ts';
import { dueAtOf, standingOf } from './standing.ts';

export type BeginRegistrationInput = BeginInput & { registrationId: string };

/**
 * Looks up whom the registration is for and keeps it under its number. Safe to repeat. Refuses, and
 * keeps nothing but the audit's word of it, when DGFT does not know the firm, the address is not the
 * agency's, or the proposer may not propose. Throws UpstreamUnavailable while DGFT is away.
 */
export function createBeginRegistration({ database, dgft }: Dependencies) {
  return async function beginRegistration(
    input: BeginRegistrationInput,
  ): Promise<Standing | { refused: RefusalDetail }> {
    const { registrationId: id, registrant, proposedBy, secretHash, network } = input;
    const known = await findRegistration(database, id);
    if (known) return standingOf(database, known);
    const { kind } = registrant;
    const at = new Date();
    const anonymous = { actor: 'anonymous', role: null, network };
    const by = proposedBy ? bySender(proposedBy, network) : anonymous;
    const admitted = await admit({ database, dgft }, registrant, proposedBy);
    if ('refused' in admitted) {
      const after = { kind, code: admitted.refused.code };
      const told = {
        action: 'registration-refused' as const,
        by,
        at,
        after,
        step: 'begin-refused',
      };
      await tellOfRegistration(database, id, told);
      return admitted;
    }
    const series = seriesOf(kind, admitted.agencyCode);
    const year = Number(indianDate(at.toISOString()).slice(0, 4));
    const row = await beginRegistrationRecord(
      database,
      { by, at, series, year },
      {
        ...admitted,
        id,
        kind,
        stage: 'collecting',
        secretHash,
        invitedBy: proposedBy?.accountId ?? null,
        dueAt: await dueAtOf(database, 'collecting', at),
      },
    );
    return standingOf(database, row);
  };
}
