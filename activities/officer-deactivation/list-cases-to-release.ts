import { listUnsignableCases } from '../../db/queries/case/unsigned-cases.ts';
import type { Dependencies } from '../dependencies.ts';

/** Beyond what one officer can have approved and not signed; keeps the answer small. */
const most = 5_000;

/** Cases that wait for a signature that this officer may not give any more. */
export function createListCasesToRelease({ database }: Pick<Dependencies, 'database'>) {
  return async function listCasesToRelease({ officerId }: { officerId: string }) {
    return { applicationIds: await listUnsignableCases(database, officerId, most) };
  };
}
