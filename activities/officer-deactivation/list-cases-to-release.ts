import { listUnsignableCases } from '../../db/queries/case/unsigned-cases.ts';
import type { CaseKey } from '../../workflows/case/contract.ts';
import type { Dependencies } from '../dependencies.ts';

/** Beyond what one officer can have approved and not signed; keeps the answer small. */
const most = 5_000;

type Found = {
  applicationIds: string[];
  /** Cases against issued certificates; left out in histories from before there were any. */
  requests?: CaseKey[];
};

/** Cases that wait for a signature that this officer may not give any more. */
export function createListCasesToRelease({ database }: Pick<Dependencies, 'database'>) {
  return async function listCasesToRelease({ officerId }: { officerId: string }): Promise<Found> {
    const cases = await listUnsignableCases(database, officerId, most);
    const applications = cases.filter(({ purpose }) => purpose === 'original');
    return {
      applicationIds: applications.map(({ id }) => id),
      requests: cases.filter(({ purpose }) => purpose !== 'original'),
    };
  };
}
