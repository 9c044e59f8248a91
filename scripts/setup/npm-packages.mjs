import fs from 'node:fs';
import path from 'node:path';
import { projectDir } from './places.mjs';
import { runWithProgress, say } from './progress.mjs';

const wanted = path.join(projectDir, 'package-lock.json');
const installed = path.join(projectDir, 'node_modules/.package-lock.json');

/** Runs npm ci when node_modules is absent or is not what the lock file asks for. */
export async function installPackages() {
  if (isCurrent()) return;
  say('installing the npm packages of package-lock.json (about a minute on a first run).');
  // npm ci removes the Node it may itself be running on, if it is the one in node_modules.
  const PATH = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(path.delimiter);
  // The level is said because a silent npm that called this would silence the reason of a failure.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  await runWithProgress('npm ci', 'npm', args, { cwd: projectDir, env: { ...process.env, PATH } });
  say('npm packages installed.');
}

/** Whether node_modules holds what package-lock.json asks for. */
export function isCurrent() {
  const installedAt = fs.statSync(installed, { throwIfNoEntry: false })?.mtimeMs;
  if (installedAt === undefined) return false;
  if (fs.statSync(wanted).mtimeMs <= installedAt) return true;
  if (!holdsTheSame()) return false;
  // A checkout touches the lock file without changing it; the next look is then the quick one.
  const now = new Date();
  fs.utimesSync(installed, now, now);
  return true;
}

/** Whether every package that the lock file asks for on any machine is there in that version. */
function holdsTheSame() {
  const packagesOf = (file) => JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  const has = packagesOf(installed);
  return Object.entries(packagesOf(wanted)).every(([place, { version, optional, link }]) => {
    if (place === '' || link) return true;
    return has[place] === undefined ? optional === true : has[place].version === version;
  });
}
