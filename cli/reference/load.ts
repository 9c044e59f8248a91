import { readFile } from 'node:fs/promises';
import { type Database, openDatabase } from '../../db/database.ts';
import { loadHsEdition, loadPlaces } from '../../db/queries/reference/lists.ts';
import { readNomenclature } from '../../domain/identifier/hs-nomenclature.ts';
import { type PlaceList, readPlaces } from '../../domain/identifier/place-list.ts';
import { databaseUrl } from '../env.ts';
import { commandFailure, EXIT } from '../exit-code.ts';

/** Loads an edition of the Harmonized System from a file, whole or not at all. */
export async function loadHs(
  file: string,
  of: { edition: string; inForceFrom: string },
): Promise<void> {
  const read = readNomenclature(await textOf(file));
  if ('objection' in read) throw commandFailure(EXIT.usage, read.objection);
  await onRecord((database) => loadHsEdition(database, of, read.entries));
  process.stdout.write(
    `${read.entries.length} codes of edition ${of.edition}: checked against from ${of.inForceFrom} on.\n`,
  );
}

/** Loads a list of ports or customs sites from a file, whole or not at all. */
export async function loadPlaceList(file: string, list: PlaceList): Promise<void> {
  const read = readPlaces(await textOf(file), list);
  if ('objection' in read) throw commandFailure(EXIT.usage, read.objection);
  await onRecord((database) => loadPlaces(database, list, read.places));
  process.stdout.write(`${read.places.length} ${list}: checked against from now on.\n`);
}

const textOf = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch(() => {
    throw commandFailure(EXIT.usage, `${file} cannot be read.`);
  });

async function onRecord(work: (database: Database) => Promise<void>): Promise<void> {
  const database = openDatabase(databaseUrl(), { max: 1 });
  try {
    await work(database);
  } finally {
    await database.$client.end({ timeout: 5 });
  }
}
