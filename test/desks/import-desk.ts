import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll } from 'vitest';
import { createMigrationActivities } from '../../activities/legacy-migration/create-migration-activities.ts';
import type { MigrationActivities } from '../../activities/legacy-migration/migration-activities.ts';
import type { Database } from '../../db/database.ts';
import { account } from '../../db/schema/schema.ts';
import type { BatchFigures } from '../../domain/migration/batch.ts';
import { type ExportFile, exportColumns, exportFiles } from '../../domain/migration/export-file.ts';

/** The activities of a migration, called as its run calls them, one after the other. */
export function importDesk(database: Database, databaseUrl: string) {
  const environment = new MockActivityEnvironment();
  const activities = createMigrationActivities({ database, databaseUrl });
  const act = Object.fromEntries(
    Object.entries(activities).map(([name, activity]) => [
      name,
      (input: never) => environment.run(activity as (input: never) => Promise<unknown>, input),
    ]),
  ) as unknown as MigrationActivities;

  /** Loads what is checked, some ranges at once, in chunks of so many lines. */
  async function load(batchId: string, linesAtOnce: number): Promise<void> {
    const { steps } = await act.planLoad({ batchId, shards: 3 });
    for (const step of steps) {
      await Promise.all(
        step.map(async (shard) => {
          for (let done = false; !done; ) {
            ({ done } = await act.loadChunk({ batchId, shard, limit: linesAtOnce }));
          }
        }),
      );
    }
    await act.deriveLineage({ batchId });
    await act.bookWallets({ batchId });
  }

  async function stageFiles(batchId: string): Promise<void> {
    for (const file of exportFiles) {
      const { problems } = await act.stageFile({ batchId, file });
      if (problems.length > 0) throw new Error(JSON.stringify(problems));
    }
    await act.checkRows({ batchId });
  }

  /** From the opening to the check. */
  async function stage(directory: string, dryRun = false): Promise<string> {
    const batchId = randomUUID().slice(-12);
    const opened = await act.openBatch({ batchId, directory, dryRun, startedBy: null });
    if (opened.outcome !== 'opened') throw new Error(JSON.stringify(opened));
    await stageFiles(batchId);
    return batchId;
  }

  return {
    act,
    stage,
    stageFiles,
    load,
    /** Brings an export as far as operators have to decide. */
    async import(
      directory: string,
      { linesAtOnce = 400 } = {},
    ): Promise<{ batchId: string; figures: BatchFigures }> {
      const batchId = await stage(directory);
      await load(batchId, linesAtOnce);
      return { batchId, ...(await act.reconcile({ batchId })) };
    },
    /** Another round with what is refused. */
    async retry(batchId: string): Promise<BatchFigures> {
      await act.stageRejects({ batchId });
      await act.checkRows({ batchId });
      await load(batchId, 400);
      return (await act.reconcile({ batchId })).figures;
    },
    async undo(batchId: string): Promise<void> {
      for (let outcome = ''; outcome !== 'undone'; ) {
        ({ outcome } = await act.undoStep({ batchId, undoneBy: null }));
        if (outcome === 'refused') throw new Error('the batch is not taken back');
      }
    },
  };
}

/** Two migration operators, who accept. */
export async function migrationOperators(database: Database): Promise<[string, string]> {
  const ids: [string, string] = [randomUUID(), randomUUID()];
  await database.insert(account).values(
    ids.map((id, at) => ({
      ...{ id, role: 'migration-operator' as const, login: `operator-${at}-${id}` },
      ...{ name: `Operator ${at}`, email: `operator-${id}@dgft.example`, passwordHash: 'none' },
    })),
  );
  return ids;
}

/** A folder of its own for exports, removed when the test file is done. */
export function exportFolder() {
  const base = mkdtempSync(path.join(tmpdir(), 'ecoo-import-'));
  afterAll(() => rmSync(base, { recursive: true, force: true }));
  return (name: string) => path.join(base, name);
}

/** Writes an export by hand, with a manifest that is true of it. */
export function writeExport(folder: string, rows: Partial<Record<ExportFile, string[]>>): string {
  mkdirSync(folder, { recursive: true });
  for (const file of exportFiles) {
    const lines = [exportColumns[file].join('|'), ...(rows[file] ?? [])];
    writeFileSync(path.join(folder, file), `${lines.join('\r\n')}\r\n`, 'latin1');
  }
  return writeManifest(folder, rows);
}

/** Writes the manifest of what the files of a folder are. */
export function writeManifest(folder: string, rows: Partial<Record<ExportFile, string[]>>): string {
  const files = exportFiles.map((file) => {
    const bytes = readFileSync(path.join(folder, file));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return [file, { rows: rows[file]?.length ?? 0, sha256 }];
  });
  const manifest = {
    ...{ source: 'coo.dgft.gov.in', cutOff: '2024-12-20' },
    files: Object.fromEntries(files),
  };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

/** The figures that the generator tells of too. */
export const toldFigures = (figures: BatchFigures) => {
  const { files, certificatesByAgency, certificatesByScheme, ledger, disagreements, ...told } =
    figures;
  return told;
};
