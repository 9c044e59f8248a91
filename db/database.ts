import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/schema.ts';

/** Opens a pool on `url`; close it with `database.$client.end()`. */
export function openDatabase(url: string, options: { max?: number } = {}) {
  const client = postgres(url, { max: options.max ?? 10, onnotice: () => {} });
  return drizzle(client, { schema });
}

export type Database = ReturnType<typeof openDatabase>;

/**
 * Builds a query once for each database instead of at every call: building costs Drizzle more than
 * sending. `build` ends in `.prepare()`, with `sql.placeholder` for what differs between calls.
 */
export function prepared<Query>(
  build: (database: Database) => Query,
): (database: Database) => Query {
  const built = new WeakMap<Database, Query>();
  return (database) => {
    const query = built.get(database) ?? build(database);
    built.set(database, query);
    return query;
  };
}

/** A part of a statement; it runs only as part of one. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** What runs inside `database.transaction`. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
