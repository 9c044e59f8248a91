import { codeHashes } from '../credential/one-time-code.ts';
import { hashKept } from '../db/queries/sign-in/one-time-code.ts';
import type { ApiDependencies } from './dependencies.ts';

/**
 * The hash by which a given code or link is taken: of the keys that are known, the one under which
 * the code on record was made, so that a change of the current key loses no code on its way.
 */
export function hashOfCode(
  { database, masterKeys }: Pick<ApiDependencies, 'database' | 'masterKeys'>,
  given: { purpose: string; subject: string; code: string },
): Promise<string> {
  const { purpose, subject } = given;
  return hashKept(database, { purpose, subject }, codeHashes(masterKeys, given));
}
