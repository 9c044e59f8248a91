import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';
import { openDatabase } from '../../db/database.ts';

/**
 * A database of the test file's own, migrated and empty, dropped when the file is done. Call it
 * at the top of the file: `const { database, url } = await freshDatabase()`.
 */
export async function freshDatabase() {
  const template = new URL(inject('templateDatabaseUrl'));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const maintenance = new URL(template);
  maintenance.pathname = '/postgres';
  const server = postgres(maintenance.href, { max: 1, onnotice: () => {} });
  await server`create database ${server(name)} template ${server(template.pathname.slice(1))}`;

  const own = new URL(template);
  own.pathname = `/${name}`;
  const database = openDatabase(own.href);
  afterAll(async () => {
    await database.$client.end({ timeout: 5 });
    await server`drop database ${server(name)} with (force)`;
    await server.end();
  });
  return { database, url: own.href };
}
