import { expect, test } from 'vitest';
import { codesToLookUp } from '../../../domain/application/rules/codes-exist.ts';
import { exampleApplication } from '../../../test/example-application.ts';
import { freshDatabase } from '../../../test/fresh-database.ts';
import { findUnlistedHs, loadHsEdition } from './hs.ts';

const { database } = await freshDatabase();
const application = exampleApplication();
const asked = { costSheets: [], today: '2026-11-22' };
const unlisted = () => findUnlistedHs(database, application, asked);
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
