import { resolve } from 'node:path';
import { commandFailure, EXIT } from './exit-code.ts';

/** The token's PIN, where the caller hands it over by the environment. */
export function tokenPin(): string | undefined {
  return process.env.ECOO_TOKEN_PIN || undefined;
}

/** The record's database. Throws when DATABASE_URL does not name one. */
export function databaseUrl(): string {
  const url = process.env.DATABASE_URL ?? '';
  if (url.startsWith('postgres')) return url;
  throw commandFailure(EXIT.usage, 'Set DATABASE_URL to the record: postgres://user@host/ecoo.');
}

/** The folder of the installation's data, as an absolute path. */
export function dataDirectory(): string {
  return resolve(process.env.ECOO_DATA_DIR || '.data');
}
