import { expect, test } from 'vitest';
import { codesToLookUp } from '../../../domain/application/rules/codes-exist.ts';
import { exampleApplication } from '../../../test/records/example-application.ts';
import { freshDatabase } from '../../../test/servers/fresh-database.ts';
import { findUnlisted, loadHsEdition, loadPlaces } from './lists.ts';

const { database } = await freshDatabase();
const application = exampleApplication();
const asked = { costSheets: [], today: '2026-11-22' };
const unlisted = async () => (await findUnlisted(database, application, asked)).hs;
const [own = '', ...others] = codesToLookUp(application.items);
const entries = (codes: string[]) => codes.map((code) => ({ code, description: 'Goods' }));

test('R30 codes are checked against the edition in force, from the day it is loaded, and no other', async () => {
  expect(await unlisted()).toEqual([]);
  const edition = { edition: '2022', inForceFrom: '2022-01-01' };
  await loadHsEdition(database, edition, entries(others));
  expect(await unlisted()).toEqual([own]);
  await loadHsEdition(database, { edition: '2028', inForceFrom: '2028-01-01' }, entries([own]));
  expect(await unlisted()).toEqual([own]);
  await loadHsEdition(database, edition, entries([own, ...others]));
  expect(await unlisted()).toEqual([]);
});

test('R31 ports and the customs site are checked against the list of their kind, once it is loaded', async () => {
  const { portOfLoading, portOfDischarge } = application.transport;
  const { customsSite } = application.exportDocument;
  const places = async () => (await findUnlisted(database, application, asked)).places;
  const listed = (...codes: string[]) => codes.map((code) => ({ code, name: 'Place' }));
  expect(await places()).toEqual([]);
  await loadPlaces(database, 'un-locodes', listed('DEHAM'));
  expect(await places()).toEqual([portOfDischarge]);
  await loadPlaces(database, 'un-locodes', listed(portOfDischarge));
  await loadPlaces(database, 'customs-sites', listed('INXXX1'));
  expect(await places()).toEqual([portOfLoading, customsSite]);
  await loadPlaces(database, 'customs-sites', listed(...new Set([portOfLoading, customsSite])));
  expect(await places()).toEqual([]);
});
