import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export type User = { uid: number; gid: number };

/**
 * The user PostgreSQL runs as where the launcher is root, since PostgreSQL refuses root;
 * undefined where the launcher is an ordinary user. Throws when the system has no such user.
 */
export function unprivilegedUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (what: string) => Number(execFileSync('id', [what, 'nobody'], { encoding: 'utf8' }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    throw new Error(
      'PostgreSQL refuses to run as root and this system has no user "nobody". ' +
        'Start as an ordinary user, or set DATABASE_URL to a running PostgreSQL.',
    );
  }
}

/** Whether a user may pass through every folder from the root down to and including this one. */
export function mayReach(user: User, folder: string): boolean {
  const parent = path.dirname(folder);
  if (parent !== folder && !mayReach(user, parent)) return false;
  const { mode, uid, gid } = fs.statSync(folder);
  if (uid === user.uid) return (mode & 0o100) !== 0;
  if (gid === user.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

/** Copies a folder to where everybody may read it; a finished copy is left as it is. */
export function copyForEverybody(from: string, to: string): void {
  if (fs.existsSync(to)) return;
  const unfinished = `${to}.${process.pid}`;
  fs.rmSync(unfinished, { recursive: true, force: true });
  fs.cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'a+rX', unfinished]);
  fs.renameSync(unfinished, to);
}
