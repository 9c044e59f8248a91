import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { makeSharedPlace, type PostgresBinaries, sharedPlace } from './postgres-binaries.ts';
import { commandLine, signal } from './process-register.ts';
import { mayReach, type User } from './unprivileged.ts';

/** A database cluster on disk: its folder and its owner's password. */
export type Cluster = { folder: string; password: string };

const owner = 'ecoo';

/**
 * The cluster that belongs to a data folder, made at the first call. Its folder is inside the
 * data folder unless the server's user may not reach that; then it is in a shared place, under a
 * name kept in the data folder.
 */
export function openCluster(
  dataDir: string,
  binaries: PostgresBinaries,
  user: User | undefined,
): Cluster {
  const record = path.join(dataDir, 'postgres.json');
  if (fs.existsSync(record)) {
    const cluster: Cluster = JSON.parse(fs.readFileSync(record, 'utf8'));
    if (!cluster.folder.startsWith(sharedPlace)) cluster.folder = path.join(dataDir, 'postgres');
    checkVersion(cluster.folder, binaries);
    return cluster;
  }
  const within = user === undefined || mayReach(user, dataDir);
  const folder = within ? path.join(dataDir, 'postgres') : path.join(sharedPlace, randomUUID());
  const cluster = { folder, password: randomBytes(24).toString('hex') };
  create(cluster, dataDir, binaries, user);
  // Written last: a creation that was cut off is begun anew.
  fs.writeFileSync(record, JSON.stringify(cluster), { mode: 0o600 });
  return cluster;
}

function create(
  cluster: Cluster,
  dataDir: string,
  binaries: PostgresBinaries,
  user: User | undefined,
): void {
  fs.rmSync(cluster.folder, { recursive: true, force: true });
  if (!cluster.folder.startsWith(dataDir)) makeSharedPlace();
  fs.mkdirSync(cluster.folder, { mode: 0o700 });
  const passwordFile = `${cluster.folder}.password`;
  fs.writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
  if (user !== undefined) {
    fs.chownSync(cluster.folder, user.uid, user.gid);
    fs.chownSync(passwordFile, user.uid, user.gid);
  }
  const collation = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const access = ['-U', owner, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const args = ['-D', cluster.folder, '-E', 'UTF8', ...collation, ...access, '--no-sync'];
  try {
    execFileSync(binaries.initdb, args, { ...user, cwd: '/', stdio: 'pipe', env: { TZ: 'UTC' } });
  } catch (error) {
    const { stderr } = error as { stderr?: Buffer };
    throw new Error(`PostgreSQL could not make its data folder ${cluster.folder}: ${stderr}`);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
}

function checkVersion(folder: string, binaries: PostgresBinaries): void {
  const versionFile = path.join(folder, 'PG_VERSION');
  if (!fs.existsSync(versionFile)) {
    throw new Error(
      `The database folder ${folder} is gone though ${path.dirname(folder)} remembers it. ` +
        'Bring it back from a backup, or set ECOO_DATA_DIR to a new folder to begin anew.',
    );
  }
  const made = fs.readFileSync(versionFile, 'utf8').trim();
  const running = execFileSync(binaries.postgres, ['--version'], { encoding: 'utf8' });
  if (!running.includes(` ${made}.`)) {
    throw new Error(
      `The database in ${folder} was made by PostgreSQL ${made}, installed is ${running.trim()}. ` +
        'Dump it with the old version and load it into the new one (pg_dump, psql).',
    );
  }
}

/**
 * Removes the note a killed server left of its process id, which after a restart of the machine
 * may name a stranger's process and keep PostgreSQL from starting; ends a server that still runs.
 */
export function clearStalePostmaster(folder: string): void {
  const note = path.join(folder, 'postmaster.pid');
  const pid = Number(fs.existsSync(note) && fs.readFileSync(note, 'utf8').split('\n')[0]);
  if (!pid) return;
  if (commandLine(pid).includes(folder)) signal(pid, 'SIGQUIT');
  else fs.rmSync(note, { force: true });
}

/** Removes the cluster of a data folder, also where it lies outside; its server must have ended. */
export function removeCluster(dataDir: string): void {
  const record = path.join(dataDir, 'postgres.json');
  if (!fs.existsSync(record)) return;
  const { folder }: Cluster = JSON.parse(fs.readFileSync(record, 'utf8'));
  fs.rmSync(folder, { recursive: true, force: true });
}
