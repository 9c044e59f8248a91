import {
  listAgenciesToTell,
  listCreditsToTell,
} from '../../db/queries/money/settlement/letters.ts';
import type { Dependencies } from '../dependencies.ts';

/** Finds the agencies that have new differences, and the credits that their payers do not know of. */
export function createFindSettlementLetters({ database }: Pick<Dependencies, 'database'>) {
  return async function findSettlementLetters(): Promise<{
    agencies: string[];
    credits: string[];
  }> {
    const agencies = await listAgenciesToTell(database);
    return { agencies, credits: await listCreditsToTell(database) };
  };
}
