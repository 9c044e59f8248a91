import type { Database, Transaction } from '../../db/database.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import {
  type BatchRow,
  findBatchAtWork,
  findOther,
  keepUndo,
  lockBatch,
  setPhase,
} from '../../db/queries/migration/batch.ts';
import { removeRows } from '../../db/queries/migration/undo.ts';
import { bookUndo } from '../../db/queries/migration/wallets.ts';
import type { OfBatch, Refused, UndoStep } from '../../workflows/legacy-migration/contract.ts';
import { corrupt } from '../failure.ts';
import { beating } from './of-batch.ts';

const rowsAtOnce = 20_000;

/**
 * Takes the next part of a batch back that was not accepted: first its money, by entries of their own,
 * then its rows. Repeated, it goes on.
 */
export function createUndoStep({ database }: { database: Database }) {
  return function undoStep(input: OfBatch & { undoneBy: string | null }): Promise<UndoStep> {
    return beating(() =>
      database.transaction(async (own) => {
        const batch = await lockBatch(own, input.batchId);
        if (!batch) throw corrupt(`there is no batch ${input.batchId}`);
        if (batch.phase === 'undone') return { outcome: 'undone' };
        if (batch.phase !== 'undoing') {
          const refused = await refuseUndo(own, batch);
          if (refused) return refused;
          await setPhase(own, batch.id, 'undoing');
          await bookUndo(own, batch.number);
          return { outcome: 'undoing', removed: 0 };
        }
        const removed = await removeRows(own, batch.number, rowsAtOnce);
        if (removed > 0) return { outcome: 'undoing', removed };
        await end(own, batch, input.undoneBy);
        return { outcome: 'undone' };
      }),
    );
  };
}

const refuse = (code: Refused['code'], message: string): Refused => ({
  outcome: 'refused',
  code,
  message,
});

async function refuseUndo(own: Transaction, batch: BatchRow): Promise<Refused | null> {
  if (batch.phase === 'accepted') {
    return refuse('already-accepted', 'The batch was accepted: it stays.');
  }
  if (batch.phase === 'dry-run-done') {
    return refuse('dry-run', 'It was a dry run: there is nothing to take back.');
  }
  const atWork = await findBatchAtWork(own);
  const other =
    (atWork?.id === batch.id ? null : atWork) ?? (await findOther(own, batch, 'any-after'));
  if (!other) return null;
  const message = `The batch ${other.id} came after it, or is at work: take that one back first.`;
  return refuse('later-batch-exists', message);
}

async function end(own: Transaction, batch: BatchRow, undoneBy: string | null): Promise<void> {
  await keepUndo(own, batch.id, undoneBy);
  await audit(own, {
    subject: `migration/${batch.id}`,
    actor: undoneBy ?? 'system',
    role: undoneBy ? 'migration-operator' : null,
    action: 'migration-undone',
    at: new Date(),
    after: { export: batch.exportSha256 },
  });
}
