import type { BatchPhase } from '../../../../domain/migration/batch.ts';
import type { ExportFile } from '../../../../domain/migration/export-file.ts';
import type { Database } from '../../../database.ts';
import { isStaged } from '../load.ts';
import {
  checkCertificates,
  noteItemFaults,
  noteMissingParents,
  noteRepeated,
  settleCertificates,
} from './certificates.ts';
import { refuseChangedItems } from './changed-items.ts';
import { checking } from './checking.ts';
import { checkItems, compareItemsWithRecord, findOwners } from './items.ts';
import { keepDecisions } from './keep-decisions.ts';
import { checkParties, exporters, offices } from './keyed.ts';
import { checkWallets } from './wallets.ts';

type Held = { number: number; round: number; phase: BatchPhase; files: number };

/** How many rows of a file are staged, and how many of them will be taken. */
export type Decided = Record<
  ExportFile,
  { staged: number; taken: number; repaired: number; skipped: number }
>;

/**
 * Decides on every staged row by what stands in others and on record, and keeps what is refused; all
 * in one transaction, in which the batch becomes `checked`. null: not everything is staged.
 */
export function checkStagedRows(
  database: Database,
  batchId: string,
): Promise<'checked' | 'staging-lost'> {
  return database.$client.begin(async (own) => {
    const [batch] = await own<Held[]>`
      select number, round, phase, (select count(*)::integer from staged_file
        where staged_file.batch = migration_batch.number) as files
      from migration_batch where id = ${batchId} for update`;
    if (batch?.files !== 6) return 'staging-lost';
    // An attempt that was given up may come late: what is being loaded is not decided on again.
    if (batch.phase === 'loading' && (await isStaged(own, batch.number))) return 'checked';
    // So much each sort and hash of these few statements may take of the server's memory.
    await own`set local work_mem = '128MB'`;
    // What is believed to be few may be a million, to be held against each of a million.
    await own`set local enable_nestloop = off`;
    await own`select clear_decisions(), analyze_staged()`;
    const check = checking(own, batch);
    await checkParties(check, offices);
    await checkParties(check, exporters);
    await checkCertificates(check);
    await noteRepeated(check);
    await findOwners(check);
    await refuseChangedItems(check);
    if (batch.round > 0) await compareItemsWithRecord(check);
    await noteItemFaults(check);
    await noteMissingParents(check);
    await settleCertificates(check);
    await checkItems(check);
    await checkWallets(check);
    await keepDecisions(own, batch);
    await own`update staged_file set checked = true where batch = ${batch.number}`;
    await own`update migration_batch set phase = 'checked', phase_at = now() where id = ${batchId}`;
    return 'checked';
  });
}
