import { writeFile } from 'node:fs/promises';
import { commandFailure, EXIT } from '../exit-code.ts';
import { follow } from './follow.ts';
import type { Migration } from './migration.ts';
import { migrationText } from './printed.ts';
import { openProgress } from './progress.ts';
import { isRefusal, type Service } from './service.ts';
import { uploadExport } from './upload.ts';

export type RunOptions = {
  dryRun?: true;
  accept?: true;
  report?: string;
  json?: true;
};

/** One operator, and where it takes two the second. */
export type Operators = { first: Service; second: Service | null };

/** Where progress is shown: standard error, so that standard output is the outcome alone. */
const shown = (json: true | undefined) =>
  json ? { show: () => {}, end: () => {} } : openProgress(process.stderr);

/** How a batch that stands like this ends the command. */
function exitCodeOf({ phase, trouble, figures }: Migration): number {
  if (phase === 'refused') return EXIT.sourceRefused;
  const doesNotAddUp = (figures?.disagreements.length ?? 0) > 0;
  return trouble !== null || phase === 'undone' || doesNotAddUp ? EXIT.notGenuine : EXIT.done;
}

/** Writes what came of it: the report as JSON where it was asked for, and words or JSON on the screen. */
export async function tell(migration: Migration, { report, json }: RunOptions): Promise<void> {
  const { id, phase, figures, problems } = migration;
  const outcome = { ...figures, batch: { id, phase, problems } };
  if (report) await writeFile(report, `${JSON.stringify(outcome, null, 2)}\n`);
  process.stdout.write(json ? `${JSON.stringify(outcome, null, 2)}\n` : migrationText(migration));
  if (report && !json) process.stdout.write(`The report is in ${report}.\n`);
  process.exitCode = exitCodeOf(migration);
}

/** Brings the export in a folder over, or goes on with the batch that has it already. */
export async function run(
  { first, second }: Operators,
  folder: string,
  options: RunOptions,
): Promise<void> {
  const progress = shown(options.json);
  const source = await uploadExport(first, folder, progress);
  const dryRun = options.dryRun ?? false;
  const begun = await first.post<Migration>('/migrations', { source, dryRun });
  const migration = await follow(first, begun.id, progress);
  const isDue = migration.phase === 'reconciled' && migration.trouble === null;
  const accepted =
    options.accept && second && isDue ? await accept(first, second, migration) : migration;
  progress.end();
  await tell(accepted, options);
}

/** Two operators accept the figures; who has agreed before need not again. */
async function accept(first: Service, second: Service, migration: Migration): Promise<Migration> {
  const { id, round } = migration;
  let standing = migration;
  for (const operator of [first, second]) {
    try {
      standing = await operator.post<Migration>(`/migrations/${id}/acceptance`, { round });
    } catch (error) {
      if (!isRefusal(error, 'migration-same-person')) throw error;
    }
  }
  return standing;
}

/** Brings the corrected rows of a sheet over again, and follows the batch. */
export async function retry(
  { first }: Operators,
  id: string,
  sheets: AsyncIterable<Blob>,
  options: RunOptions,
): Promise<void> {
  let [corrected, unchanged] = [0, 0];
  for await (const sheet of sheets) {
    const address = `/migrations/${id}/corrections`;
    const kept = await first.upload<{ corrected: number; unchanged: number }>(address, sheet);
    corrected += kept.corrected;
    unchanged += kept.unchanged;
  }
  process.stderr.write(`${corrected} rows are corrected, ${unchanged} as they were.\n`);
  await first.post(`/migrations/${id}/retry`, {});
  const progress = shown(options.json);
  const migration = await follow(first, id, progress);
  progress.end();
  await tell(migration, options);
}

/** Has a batch undone and follows it to its end. */
export async function undo({ first }: Operators, id: string, options: RunOptions): Promise<void> {
  await first.post(`/migrations/${id}/undo`, {});
  const progress = shown(options.json);
  const migration = await follow(first, id, progress);
  progress.end();
  await tell(migration, options);
  if (migration.phase === 'undone') process.exitCode = EXIT.done;
}

/** The batch that is meant where none is named: the latest. */
export async function latest(service: Service): Promise<string> {
  const { migrations } = await service.get<{ migrations: Migration[] }>('/migrations?limit=1');
  const [migration] = migrations;
  if (migration) return migration.id;
  throw commandFailure(EXIT.refused, 'There is no batch yet. Begin with: ecoo migrate run DIR');
}
