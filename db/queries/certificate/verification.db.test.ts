import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../test/servers/fresh-database.ts';
import { openDatabase } from '../../database.ts';
import { findCertificate, findCertificateOfFile, findCertificates } from './verification.ts';

const { url } = await freshDatabase();
const database = openDatabase(url, { max: 1 });
afterAll(() => database.$client.end());

test('R70 what the world asks is planned once on a connection, however often it is asked', async () => {
  for (const number of ['first', 'second', 'third']) {
    expect(await findCertificate(database, number)).toBeNull();
    expect(await findCertificateOfFile(database, number)).toBeNull();
    expect(await findCertificates(database, { numbers: [number], files: [number] })).toEqual([]);
  }
  const planned = await database.$client<{ asked: bigint }[]>`
    select generic_plans + custom_plans as asked from pg_prepared_statements
    where statement like '%from certificate where %' and statement not like '%pg_prepared%'`;
  expect(planned.map(({ asked }) => Number(asked))).toEqual([3, 3, 3]);
});
