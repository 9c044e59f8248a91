import { listCasesOfAbsentSigners } from '../../db/queries/case/hand-over.ts';
import type { Dependencies } from '../dependencies.ts';

/** The next sweep finds more. */
const atOnce = 2_000;

/** Approved cases that wait for the signature of an officer who is on leave. */
export const createFindCasesOfAbsentSigners =
  ({ database }: Pick<Dependencies, 'database'>) =>
  async () => ({ cases: await listCasesOfAbsentSigners(database, atOnce) });
