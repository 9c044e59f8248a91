import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import { migrationBatch, migrationReject } from '../../db/schema/schema.ts';
import { listOf, type Make, on, type Rule } from './rule.ts';

/** Who may come through the doors of the migration. */
export function migrationRules({ database }: { database: Database }): Record<string, Rule> {
  const aBatch: Make = async () => {
    const id = randomUUID().replaceAll('-', '').slice(0, 12);
    const batch = { id, phase: 'reconciled' as const, dryRun: false, directory: '/imports/one' };
    const [row] = await database.insert(migrationBatch).values(batch).returning();
    const reject = { file: 'certificates.psv' as const, line: 7, key: 'EIC/1', raw: 'a|b' };
    await database.insert(migrationReject).values({ ...reject, batch: row?.number ?? 0 });
    return {
      path: { id, file: reject.file, line: '7' },
      missing: { id: 'ffffffffffff', file: reject.file, line: '7' },
      facts: {},
    };
  };
  const aFile = { path: { source: 'an-export', file: 'items.psv' }, facts: {} };
  const begin = { source: 'nowhere', dryRun: true };
  const steer = (body?: unknown) => on('migration', 'steer', aBatch, body);

  return {
    'get /migration-sources': listOf('migration', 'create'),
    'get /migration-sources/{source}': on('migration', 'create', () => aFile),
    'put /migration-sources/{source}/files/{file}': on('migration', 'create', () => ({
      ...aFile,
      query: 'at=0',
    })),
    'get /migration-sources/{source}/documents': on('migration', 'create', () => aFile),
    'put /migration-sources/{source}/documents/{name}': on('migration', 'create', () => ({
      path: { source: 'an-export', name: 'one.pdf' },
      ...{ facts: {}, query: 'at=0' },
    })),
    'get /migrations': listOf('migration'),
    'post /migrations': on('migration', 'create', () => ({ facts: {} }), begin),
    'get /migrations/{id}': on('migration', 'view', aBatch),
    'post /migrations/{id}/pause': steer(),
    'post /migrations/{id}/resume': steer(),
    'put /migrations/{id}/pace': steer({ linesPerSecond: 100 }),
    'post /migrations/{id}/retry': on('migration', 'correct', aBatch),
    'post /migrations/{id}/acceptance': on('migration', 'accept', aBatch, { round: 0 }),
    'post /migrations/{id}/undo': on('migration', 'undo', aBatch),
    'get /migrations/{id}/rejects': on('migration', 'view', aBatch),
    'get /migrations/{id}/rejects.csv': on('migration', 'view', aBatch),
    'put /migrations/{id}/rejects/{file}/{line}': on('migration', 'correct', aBatch, {
      row: 'a|c',
    }),
    'post /migrations/{id}/corrections': on('migration', 'correct', aBatch),
  };
}
