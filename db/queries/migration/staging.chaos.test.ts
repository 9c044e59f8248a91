import { afterAll, expect, test } from 'vitest';
import { startTemporaryStack } from '../../../test/servers/temporary-stack.ts';
import { openDatabase } from '../../database.ts';
import { migrationBatch } from '../../schema/schema.ts';
import { stageRows } from './staging.ts';

const { stack, remove } = await startTemporaryStack(['postgres']);
afterAll(remove);
const database = openDatabase(stack.databaseUrl, { max: 2 });
const { $client: sql } = database;
afterAll(() => sql.end({ timeout: 5 }));

const [batch] = await database
  .insert(migrationBatch)
  .values({ id: 'crash', phase: 'staging', dryRun: false, directory: '/nowhere' })
  .returning();
const number = batch?.number ?? 0;
const office = (line: number) => `${line}|0|0|\\N|\\N|f|EIC|MUMBAI|Mumbai\n`;

test('R4 a staging that is given up shortly before a crash does not keep PostgreSQL from starting', async () => {
  const stage = (end: () => Promise<{ rows: number; itemless: number[] }>) =>
    stageRows(sql, number, 'offices.psv', async (sink) => {
      await sink(office(2));
      return end();
    });
  await stage(async () => ({ rows: 1, itemless: [] }));
  const givenUp = stage(async () => {
    // What somebody else writes down takes everything before it along; that this is given up is not.
    await sql`create table written_down ()`;
    throw new Error('given up');
  });
  await expect(givenUp).rejects.toThrow('given up');
  await stack.kill('postgres');
  await stack.start('postgres');

  // A crash empties what is staged, and it is staged again.
  await stage(async () => ({ rows: 1, itemless: [] }));
  expect(await sql`select line from staged_office`).toEqual([{ line: 2 }]);
}, 90_000);
