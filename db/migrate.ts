import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { readDatabaseEnv } from '../env.ts';
import { grantRights } from './rights.ts';

/** Any number that nobody else locks: it stands for "eCoO's migrations" among advisory locks. */
const migrationLock = 7_202_612;

/**
 * Brings the database to the newest schema, and the rights of the application's role on it. Safe to
 * run from several machines at once.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(${migrationLock})`;
    await migrate(drizzle(client), {
      migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)),
    });
    await grantRights(client);
  } finally {
    await client.end();
  }
}

if (import.meta.main) await migrateDatabase(readDatabaseEnv().DATABASE_URL);
