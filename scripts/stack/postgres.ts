import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { applicationRole } from '../../db/rights.ts';
import { projectDir, surroundings } from '../env.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { clearStalePostmaster, openCluster } from './postgres-cluster.ts';
import type { ServerRecipe } from './supervised-process.ts';
import { unprivilegedUser } from './unprivileged.ts';

/** A PostgreSQL server to supervise and the addresses of its database: as owner, as API and worker. */
export type PostgresServer = {
  recipe: ServerRecipe;
  databaseUrl: string;
  applicationUrl: string;
  folder: string;
};

/** PostgreSQL's own figure is for the smallest machines; it takes what it uses of this. */
const sharedMegabytes = () =>
  Math.min(2048, Math.max(128, Math.floor(os.totalmem() / 8 / 2 ** 20)));

/**
 * PostgreSQL on loopback with its data in the data folder. `durable` false gives up surviving a
 * power cut, and nothing else, for speed: for data that a test throws away.
 */
export function postgresServer(options: {
  dataDir: string;
  port: number;
  durable: boolean;
}): PostgresServer {
  const user = unprivilegedUser();
  const binaries = postgresBinaries(projectDir, user);
  const { folder, password } = openCluster(options.dataDir, binaries, user);
  const address = (database: string, user = 'ecoo', its = password) =>
    `postgres://${user}:${its}@127.0.0.1:${options.port}/${database}`;
  // Who has the application's password cannot tell the owner's from it.
  const applicationPassword = createHash('sha256')
    .update(`${applicationRole}/${password}`)
    .digest('hex');
  const settings = {
    port: options.port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_checkpoints: 'off',
    shared_buffers: `${sharedMegabytes()}MB`,
    wal_buffers: '64MB',
    max_wal_size: '4GB',
    ...(options.durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  const recipe: ServerRecipe = {
    name: 'PostgreSQL',
    command: binaries.postgres,
    args: ['-D', folder, ...Object.entries(settings).flatMap(([key, v]) => ['-c', `${key}=${v}`])],
    env: surroundings(),
    cwd: '/',
    logFile: path.join(options.dataDir, 'logs/postgres.log'),
    user,
    stopSignal: 'SIGINT',
    prepare: () => clearStalePostmaster(folder),
    passingTrouble: /pre-existing shared memory block|lock file "postmaster.pid" already exists/,
    probe: () => ensureDatabase(address('postgres'), applicationPassword),
    readyWithinMs: 60_000,
  };
  const applicationUrl = address('ecoo', applicationRole, applicationPassword);
  return { recipe, databaseUrl: address('ecoo'), applicationUrl, folder };
}

/** Throws until the server answers; then sees to it that the product's database and role exist. */
async function ensureDatabase(maintenanceUrl: string, rolePassword: string): Promise<void> {
  const client = postgres(maintenanceUrl, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    const found = await client`select 1 from pg_database where datname = 'ecoo'`;
    if (found.length === 0) await client`create database ecoo`;
    const role = await client`select 1 from pg_roles where rolname = ${applicationRole}`;
    if (role.length === 0) {
      await client.unsafe(`create role ${applicationRole} login password '${rolePassword}'`);
    }
  } finally {
    await client.end({ timeout: 1 });
  }
}

/** Throws, with the fix, unless a PostgreSQL of the user's own answers at the address. */
export async function checkDatabase(url: string): Promise<void> {
  const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await client`select 1`;
  } catch (error) {
    const { host, pathname } = new URL(url);
    throw new Error(
      `DATABASE_URL names ${host}${pathname}, which does not answer: ${(error as Error).message}. ` +
        'Start that server or correct the address; without DATABASE_URL one is started for you.',
    );
  } finally {
    await client.end({ timeout: 1 });
  }
}
