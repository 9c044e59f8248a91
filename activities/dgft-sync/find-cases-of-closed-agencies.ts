import { listCasesOfClosedAgencies } from '../../db/queries/case/unsigned-cases.ts';
import type { Dependencies } from '../dependencies.ts';

/** Keeps the answer small; what is over is found by the next run. */
const most = 5_000;

/** Cases that wait for a signature which nobody may give, since DGFT has made the agency inactive. */
export function createFindCasesOfClosedAgencies({ database }: Pick<Dependencies, 'database'>) {
  return async function findCasesOfClosedAgencies() {
    return { cases: await listCasesOfClosedAgencies(database, most) };
  };
}
