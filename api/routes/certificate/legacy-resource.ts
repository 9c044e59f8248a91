import type { Database, Transaction } from '../../../db/database.ts';
import { findServedHere, type TakenOver } from '../../../db/queries/legacy/taken-over.ts';
import type { Actor } from '../../../domain/authority/actor.ts';
import type { ActionOn } from '../../../domain/authority/permissions.ts';
import { numberFault, typedLegacyNumber } from '../../../domain/certificate/numbering.ts';
import { takenOverResource } from '../../../domain/transition/taken-over.ts';
import { allow, mayReach } from '../../authority.ts';
import { problem } from '../../problem/problem.ts';
import { todayInIndia } from '../../today.ts';

/** A certificate that came over, as what authority is asked about. */
const legacyResource = (certificate: TakenOver) => ({
  ...takenOverResource(certificate),
  certificate,
});

const servedHere = (database: Database | Transaction, number: string) =>
  findServedHere(database, typedLegacyNumber(number), todayInIndia());

/** The certificate that came over under a number and counts here, when this person may see it. */
export async function legacyToView(
  database: Database,
  actor: Actor,
  number: string,
): Promise<TakenOver> {
  const came = await servedHere(database, number);
  return allow(actor, 'view', came && legacyResource(came)).certificate;
}

/**
 * The certificate that came over under a number and counts here, when this person may do this with it;
 * for one that does not yet, whoever may do it at all is told to ask the earlier portal.
 */
export async function legacyToAct(
  database: Database | Transaction,
  actor: Actor,
  action: Exclude<ActionOn<'legacy-certificate'>, 'view'>,
  number: string,
): Promise<TakenOver> {
  const came = await servedHere(database, number);
  if (!came && numberFault(number) === 'legacy') {
    mayReach(actor, action, 'legacy-certificate');
    const detail =
      'It was issued by the portal before this one, and has not been brought over yet.';
    throw problem('request-at-legacy', detail);
  }
  return allow(actor, action, came && legacyResource(came)).certificate;
}
