import os from 'node:os';
import path from 'node:path';

/**
 * What the scripts read from the environment: the one place beside the product's own env.ts
 * that looks at process.env. Empty strings count as absent.
 */
const given = (name: string): string | undefined => process.env[name] || undefined;

/** The project's folder, wherever the script was called from. */
export const projectDir = path.resolve(import.meta.dirname, '..');

/** Where everything that must survive a restart is kept. */
export const dataDir = path.resolve(projectDir, given('ECOO_DATA_DIR') ?? '.data');

/** A PostgreSQL of the user's own; absent, the embedded one is started. */
export const databaseUrl = given('DATABASE_URL');

/** A Temporal cluster of the user's own; absent, the development server is started. */
export const temporalAddress = given('TEMPORAL_ADDRESS');

export const temporalNamespace = given('TEMPORAL_NAMESPACE') ?? 'ecoo';

/** The address printed in QR codes; absent, it is the API's own loopback address. */
export const publicUrl = given('ECOO_PUBLIC_URL');

/** Where tests leave the histories of their runs; absent, they do not. */
export const historiesDir = given('ECOO_HISTORIES_DIR');

/** True where nothing may be skipped. */
export const isCi = given('CI') !== undefined && given('CI') !== 'false';

/** True below `npm run`, which puts a shell between itself and the script. */
export const isRunByNpm = given('npm_lifecycle_event') !== undefined;

/** A wished-for API port; it is a wish, the next free port is taken where it is in use. */
export const apiPort = Number(given('API_PORT') ?? 8080);

/** What any program needs from its surroundings, and nothing of the user's secrets. */
const passedOn = [
  'PATH',
  'HOME',
  'LANG',
  'TMPDIR',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NODE_EXTRA_CA_CERTS',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
];

/** The environment every child begins with; names of the product are added to it explicitly. */
export function surroundings(): Record<string, string> {
  const kept: Record<string, string> = { HOME: os.homedir(), TZ: 'UTC' };
  for (const name of passedOn) {
    const value = given(name);
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}
