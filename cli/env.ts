import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { commandFailure, EXIT } from './exit-code.ts';

/** The token's PIN, where the caller hands it over by the environment. */
export function tokenPin(): string | undefined {
  return process.env.ECOO_TOKEN_PIN || undefined;
}

/**
 * The record's database: DATABASE_URL, or that of the system started on this data folder. Throws
 * when neither names one.
 */
export function databaseUrl(): string {
  const url = process.env.DATABASE_URL || ofStartedSystem();
  if (url.startsWith('postgres')) return url;
  throw commandFailure(EXIT.usage, 'Set DATABASE_URL to the record: postgres://user@host/ecoo.');
}

function ofStartedSystem(): string {
  try {
    return readFileSync(join(dataDirectory(), 'database-url'), 'utf8').trim();
  } catch {
    return '';
  }
}

/** The service's address, where ECOO_API_URL names one: without a trailing slash. */
export function serviceAddress(): string | undefined {
  return process.env.ECOO_API_URL?.replace(/\/$/, '') || undefined;
}

/** The folder of the service's secrets: ECOO_SECRETS_DIR, or that of the system started on this data folder. */
export function secretsDirectory(): string {
  return resolve(process.env.ECOO_SECRETS_DIR || join(dataDirectory(), 'secrets'));
}

/** The folder of the installation's data, as an absolute path. */
export function dataDirectory(): string {
  return resolve(process.env.ECOO_DATA_DIR || '.data');
}
