import { readFile } from 'node:fs/promises';
import { openDatabase } from '../../db/database.ts';
import { loadHsEdition } from '../../db/queries/reference/hs.ts';
import { readNomenclature } from '../../domain/identifier/hs-nomenclature.ts';
import { databaseUrl } from '../env.ts';
import { commandFailure, EXIT } from '../exit-code.ts';

/** Loads an edition of the Harmonized System from a file, whole or not at all. */
export async function loadHs(
  file: string,
  of: { edition: string; inForceFrom: string },
): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw commandFailure(EXIT.usage, `${file} cannot be read.`);
  });
  const read = readNomenclature(text);
  if ('objection' in read) throw commandFailure(EXIT.usage, read.objection);
  const database = openDatabase(databaseUrl(), { max: 1 });
  try {
    await loadHsEdition(database, of, read.entries);
  } finally {
    await database.$client.end({ timeout: 5 });
  }
  process.stdout.write(
    `${read.entries.length} codes of edition ${of.edition}: checked against from ${of.inForceFrom} on.\n`,
  );
}
