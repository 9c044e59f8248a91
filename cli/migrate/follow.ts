import { setTimeout as pause } from 'node:timers/promises';
import { heldWords, type Migration, phaseWords } from './migration.ts';
import type { Part, Progress } from './progress.ts';
import type { Service } from './service.ts';

const everyMs = 500;

/** What there is to count in the phase that a batch is in. */
function partsOf({ phase, progress }: Migration): Part[] {
  if (phase === 'opened' || phase === 'staging') {
    return progress.map(({ file, read, sent }) => ({ name: file, done: read, total: sent }));
  }
  if (phase !== 'loading') return [];
  return progress
    .filter(({ toLoad }) => toLoad > 0)
    .map(({ file, loaded, toLoad }) => ({ name: file, done: loaded, total: toLoad }));
}

function headlineOf(migration: Migration): string {
  const { id, phase, trouble, round } = migration;
  const again = round > 0 ? `, round ${round}` : '';
  const words = trouble === null ? phaseWords[phase] : `It cannot go on: ${trouble}`;
  return `Batch ${id}${again}: ${words}${heldWords(migration)}`;
}

/** Shows how a batch goes on until it waits for people or has ended. */
export async function follow(service: Service, id: string, progress: Progress): Promise<Migration> {
  for (;;) {
    const migration = await service.get<Migration>(`/migrations/${id}`);
    progress.show(headlineOf(migration), partsOf(migration));
    const waits = migration.phase === 'reconciled' || migration.trouble !== null;
    if (migration.ended || waits) return migration;
    await pause(everyMs);
  }
}
