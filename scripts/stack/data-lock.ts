import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Takes the data folder for this process alone. The lock is the operating system's own, on a
 * SQLite file, so it goes with the process however that ends; a lock file with a pid in it
 * would outlive a kill -9. Returns the function that gives it back, safe to repeat. Throws when
 * another launcher holds the folder.
 */
export function lockDataDir(dataDir: string): () => void {
  const holderFile = path.join(dataDir, 'launcher.pid');
  const database = new DatabaseSync(path.join(dataDir, 'launcher.lock'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch {
    database.close();
    const holder = fs.existsSync(holderFile) ? fs.readFileSync(holderFile, 'utf8') : 'unknown';
    throw new Error(
      `eCoO already runs on ${dataDir} (launcher process ${holder}). ` +
        'Stop that one first, or set ECOO_DATA_DIR to another folder.',
    );
  }
  fs.writeFileSync(holderFile, String(process.pid));
  return () => {
    if (!database.isOpen) return;
    fs.rmSync(holderFile, { force: true });
    database.close();
  };
}
