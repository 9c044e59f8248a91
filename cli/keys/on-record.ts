import { type KeyRing, readMasterKeys } from '../../credential/key-ring.ts';
import { type Database, openDatabase } from '../../db/database.ts';
import { databaseUrl, secretsDirectory } from '../env.ts';
import { EXIT } from '../exit-code.ts';
import { rotate } from './rotate.ts';
import { keyStatus } from './status.ts';

async function onRecord(
  work: (database: Database, masterKeys: KeyRing) => Promise<void>,
): Promise<void> {
  const masterKeys = await readMasterKeys(secretsDirectory());
  const database = openDatabase(databaseUrl(), { max: 2 });
  try {
    await work(database, masterKeys);
  } finally {
    await database.$client.end({ timeout: 5 });
  }
}

/** Prints how many secrets are under each key. */
export function printStatus({ json }: { json?: true }): Promise<void> {
  return onRecord(async (database, masterKeys) => {
    const keys = await keyStatus(database, masterKeys);
    const lines = keys.map(({ id, state, secrets, unopened }) =>
      [id, state, secrets, unopened].join('\t'),
    );
    const table = ['key\tstate\tsecrets\tdo not open', ...lines].join('\n');
    process.stdout.write(`${json ? JSON.stringify(keys, null, 2) : table}\n`);
    const opens = keys.every(({ unopened }) => unopened === 0);
    process.exitCode = opens ? EXIT.done : EXIT.notGenuine;
  });
}

/** Seals everything anew under the current key and prints what could not be. */
export function printRotation(): Promise<void> {
  return onRecord(async (database, masterKeys) => {
    const { changed, left } = await rotate(database, masterKeys);
    process.stdout.write(`${changed} sealed anew under the key "${masterKeys.current}".\n`);
    for (const { reason } of left) process.stderr.write(`left as it is: ${reason}\n`);
    process.exitCode = left.length === 0 ? EXIT.done : EXIT.notGenuine;
  });
}
