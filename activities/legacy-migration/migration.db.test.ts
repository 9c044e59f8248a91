import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CancelledFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { exportFiles } from '../../domain/migration/export-file.ts';
import { writeLegacyExport } from '../../simulators/legacy-export/write-export.ts';
import {
  exportFolder,
  importDesk,
  migrationOperators,
  toldFigures,
  writeExport,
} from '../../test/desks/import-desk.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import { createMigrationActivities } from './create-migration-activities.ts';

const { database, url } = await freshDatabase();
const desk = importDesk(database, url);
const folder = exportFolder();

const exports = [
  { certificates: 0, seed: 1, dirt: 0.01 },
  { certificates: 300, seed: 2, dirt: 0 },
  { certificates: 1200, seed: 3, dirt: 0.05 },
  { certificates: 700, seed: 4, dirt: 0.3 },
  { certificates: 400, seed: 5, dirt: 1 },
];
/** Long enough for a machine that is busy with other things. */
const patience = 300_000;

/** Everything on record that a batch could have left, counted and added up. */
async function record(): Promise<unknown> {
  const [row] = await database.execute(sql`select
    (select json_agg(c order by number) from (select number, status, successor, consignee, fob_minor_units
      from legacy_certificate) c) as certificates,
    (select json_agg(i order by certificate_id, serial) from legacy_item i) as items,
    (select json_agg(e order by iec) from legacy_exporter e) as exporters,
    (select json_agg(w order by id) from legacy_wallet w) as wallets,
    (select json_agg(t order by id) from legacy_wallet_transaction t) as transactions,
    (select json_agg(a order by id) from (select id, balance_paise from ledger_account
      where balance_paise <> 0) a) as ledger`);
  return row;
}

test(
  'R62 an export of any seed, size and dirt ends with the figures that it must end with',
  async () => {
    for (const size of exports) {
      const made = folder(`seed-${size.seed}`);
      const expected = writeLegacyExport(made, size);

      const dry = await desk.stage(made, true);
      const { figures: foreseen } = await desk.act.reconcile({ batchId: dry });
      const { batchId, figures } = await desk.import(made);

      expect(toldFigures(figures), JSON.stringify(size)).toEqual(expected);
      expect(figures.disagreements).toEqual([]);
      expect(toldFigures(foreseen)).toEqual(expected);
      for (const { sent, taken, skipped, rejected } of Object.values(figures.files)) {
        expect(taken + skipped + rejected).toBe(sent);
      }
      await desk.undo(batchId);
    }
    expect(await record()).toEqual({
      ...{ certificates: null, items: null, exporters: null, wallets: null, transactions: null },
      ledger: null,
    });
  },
  patience,
);

test(
  'R62 the same export again is the batch that it is; of one that overlaps only the new comes in',
  async () => {
    const [shorter, longer] = [folder('shorter'), folder('longer')];
    const first = writeLegacyExport(shorter, { certificates: 500, seed: 21, dirt: 0.1 });
    const all = writeLegacyExport(longer, { certificates: 800, seed: 21, dirt: 0.1 });
    const [one, other] = await migrationOperators(database);

    const { batchId } = await desk.import(shorter);
    const again = { batchId: 'again', directory: shorter, dryRun: false, startedBy: null };
    expect(await desk.act.openBatch(again)).toEqual({
      ...{ outcome: 'known', batchId, phase: 'reconciled' },
    });
    const people = { acceptedBy: one, acceptedWith: other };
    await desk.act.acceptBatch({ batchId, ...people });

    const { batchId: second, figures } = await desk.import(longer);
    expect(figures.certificates).toBe(all.certificates - first.certificates);
    expect(figures.items).toBe(all.items - first.items);
    expect(figures.walletBalancePaise).toBe(all.walletBalancePaise - first.walletBalancePaise);
    expect(figures.rejects).toEqual(all.rejects);
    expect(figures.disagreements).toEqual([]);
    await desk.act.acceptBatch({ batchId: second, ...people });
    const [{ superseded, suspense, wallets } = {}] = await database.execute(sql`select
    (select count(*)::int from legacy_certificate where status = 'superseded') as superseded,
    (select sum(balance_paise)::int from ledger_account where id like 'migration-suspense/%') as suspense,
    (select sum(balance_paise)::float8 from ledger_account where id like 'exporter-wallet/%') as wallets`);
    expect({ superseded, suspense, wallets }).toEqual({
      superseded: all.supersededCertificates,
      suspense: 0,
      wallets: all.walletBalancePaise,
    });
  },
  patience,
);

test(
  'R62 items find their certificates in whatever order both are written',
  async () => {
    const [inOrder, inReverse] = [folder('in-order'), folder('in-reverse')];
    // More than are known at a time while both files are read.
    const expected = writeLegacyExport(inOrder, { certificates: 30_000, seed: 41, dirt: 0.02 });
    const rows = Object.fromEntries(
      exportFiles.map((file) => {
        const lines = readFileSync(path.join(inOrder, file), 'latin1').split('\r\n').slice(1, -1);
        return [file, file === 'items.psv' ? lines.toReversed() : lines];
      }),
    );
    writeExport(inReverse, rows);
    const { batchId, figures } = await desk.import(inReverse, { linesAtOnce: 20_000 });
    expect(toldFigures(figures)).toEqual(expected);
    expect(figures.disagreements).toEqual([]);
    await desk.undo(batchId);
  },
  patience,
);

test(
  'R4 a batch that is taken back need not wait for the files that are being read',
  async () => {
    const made = folder('given-up');
    writeLegacyExport(made, { certificates: 200_000, seed: 51, dirt: 0 });
    const batchId = 'given-up';
    await desk.act.openBatch({ batchId, directory: made, dryRun: false, startedBy: null });
    const { stageFile } = createMigrationActivities({ database, databaseUrl: url });
    for (const file of ['items.psv', 'certificates.psv'] as const) {
      const environment = new MockActivityEnvironment();
      const reading = environment.run(stageFile, { batchId, file });
      environment.cancel();
      await expect(reading).rejects.toThrow(CancelledFailure);
    }
    const [left] = await database.execute(sql`select count(*)::int as files from staged_file`);
    expect(left).toEqual({ files: 0 });
    await desk.stageFiles(batchId);
    await desk.undo(batchId);
  },
  patience,
);
