import { resolve } from 'node:path';

/** The token's PIN, where the caller hands it over by the environment. */
export function tokenPin(): string | undefined {
  return process.env.ECOO_TOKEN_PIN || undefined;
}

/** The folder of the installation's data, as an absolute path. */
export function dataDirectory(): string {
  return resolve(process.env.ECOO_DATA_DIR || '.data');
}
