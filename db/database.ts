import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/schema.ts';

/**
 * Lets every query be prepared once on its connection. Drizzle sends all of them by `unsafe`, which
 * postgres.js leaves unprepared: planned anew, and with a round trip more, each time.
 */
function preparing<Client extends postgres.Sql | postgres.TransactionSql>(client: Client): Client {
  return new Proxy(client, {
    get(target, property) {
      if (property === 'unsafe') {
        return (query: string, parameters?: never[], options?: postgres.UnsafeQueryOptions) =>
          target.unsafe(query, parameters, { prepare: true, ...options });
      }
      if (property === 'begin' && 'begin' in target) {
        return (work: (inner: postgres.TransactionSql) => Promise<unknown>) =>
          target.begin((inner) => work(preparing(inner)));
      }
      return Reflect.get(target, property, target);
    },
  });
}

/** Opens a pool on `url`; close it with `database.$client.end()`. */
export function openDatabase(url: string, options: { max?: number } = {}) {
  const client = postgres(url, { max: options.max ?? 10, onnotice: () => {} });
  return drizzle(preparing(client), { schema });
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
