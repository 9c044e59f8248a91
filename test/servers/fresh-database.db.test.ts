import { expect, test } from 'vitest';
import { freshDatabase } from './fresh-database.ts';

const { database } = await freshDatabase();
const other = await freshDatabase();

test('two fresh databases share nothing, and both are migrated', async () => {
  await database.$client`create table mark (id int)`;
  const marks = await other.database.$client`select to_regclass('mark') as mark`;
  expect(marks[0]?.mark).toBeNull();
  const tables = await other.database
    .$client`select to_regclass('drizzle.__drizzle_migrations') as done`;
  expect(tables[0]?.done).not.toBeNull();
});
