import { readFileSync } from 'node:fs';
import path from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { migrationBatch, migrationReject } from '../../db/schema/schema.ts';
import { type ExportFile, exportFiles } from '../../domain/migration/export-file.ts';
import { writeLegacyExport } from '../../simulators/legacy-export/write-export.ts';
import {
  exportFolder,
  importDesk,
  migrationOperators,
  toldFigures,
  writeExport,
} from '../../test/desks/import-desk.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import { stagingLost } from '../../workflows/legacy-migration/contract.ts';

const { database, url } = await freshDatabase();
const desk = importDesk(database, url);
const folder = exportFolder();
const patience = 240_000;

/** What is on record, by names that do not tell which batch brought it. */
async function record(): Promise<unknown> {
  const [row] = await database.execute(sql`select
    (select json_agg(c order by number) from (select number, status, successor, consignee, repaired,
      (select json_agg(i order by serial) from (select serial, hs, description, quantity
        from legacy_item where certificate_id = c.id) i) as items from legacy_certificate c) c) as certificates,
    (select json_agg(e order by iec) from (select iec, firm_name from legacy_exporter) e) as exporters,
    (select json_agg(w order by id) from (select id, iec, balance_paise,
      (select count(*) from legacy_wallet_transaction t where t.wallet_id = w.id) from legacy_wallet w) w)
      as wallets`);
  return row;
}

const money = async () => {
  const rows = await database.execute<{ class: string; paise: number }>(sql`
    select split_part(id, '/', 1) as class, sum(balance_paise)::float8 as paise from ledger_account
    group by 1 having sum(balance_paise) <> 0 order by 1`);
  return Object.fromEntries([...rows].map((row) => [row.class, row.paise]));
};

type Rows = Record<ExportFile, string[]>;

function rowsOf(directory: string): Rows {
  const lines = (file: string) => readFileSync(path.join(directory, file), 'latin1').split('\r\n');
  return Object.fromEntries(
    exportFiles.map((file) => [file, lines(file).slice(1, -1)]),
  ) as unknown as Rows;
}

/** The rows with a field of one of them changed. */
const changed = (rows: string[], at: number, field: number, value: string): string[] =>
  rows.with(at, (rows[at] ?? '').split('|').with(field, value).join('|'));

/** One fault of each kind that a correction can heal; what hangs on it is refused with it. */
function damaged(rows: Rows): Rows {
  const certificates = rows['certificates.psv'];
  const child = certificates.findIndex((row) => row.split('|')[15] !== '');
  const parent = certificates.findIndex((row) =>
    row.startsWith(`${certificates[child]?.split('|')[15]}|`),
  );
  expect(Math.min(child, parent)).toBeGreaterThanOrEqual(0);
  const others = certificates.map((_, at) => at).filter((at) => at !== child && at !== parent);
  const [iec = 0, cut = 0, number = 0] = others;
  let spoilt = changed(certificates, parent, 3, '31/02/2021');
  spoilt = changed(spoilt, iec, 7, '12345');
  spoilt = spoilt.with(cut, (spoilt[cut] ?? '').split('|').slice(0, -3).join('|'));
  spoilt = changed(spoilt, number, 0, 'EIC/2020/010/9999999Z/00000000');
  return {
    ...rows,
    'certificates.psv': spoilt,
    'items.psv': changed(rows['items.psv'], rows['items.psv'].length - 3, 2, '77010000'),
    'wallets.psv': changed(rows['wallets.psv'], 0, 4, '0.01'),
    'wallet_txns.psv': changed(
      rows['wallet_txns.psv'],
      rows['wallet_txns.psv'].length - 1,
      4,
      'N.A.',
    ),
  };
}

/** What an operator makes of the refused rows who has the right ones. */
async function correct(batchId: string, right: Rows): Promise<void> {
  const [batch] = await database
    .select()
    .from(migrationBatch)
    .where(eq(migrationBatch.id, batchId));
  const rejects = await database
    .select()
    .from(migrationReject)
    .where(eq(migrationReject.batch, batch?.number ?? 0));
  for (const { file, line, raw } of rejects) {
    const row = right[file][line - 2];
    if (row === raw) continue;
    await database
      .update(migrationReject)
      .set({ corrected: row })
      .where(sql`batch = ${batch?.number} and file = ${file} and line = ${line}`);
  }
}

const made = folder('clean');
writeLegacyExport(made, { certificates: 150, seed: 31, dirt: 0 });
const right = rowsOf(made);

test(
  'R62 corrected rows end as if they had been right at first, with all that hung on them',
  async () => {
    const clean = await desk.import(made);
    const [asItMustBe, moneyAsItMustBe] = [await record(), await money()];
    await desk.undo(clean.batchId);

    const wrong = await desk.import(writeExport(folder('damaged'), damaged(right)));
    expect(wrong.figures.rejects.certificates).toMatchObject({
      ...{ 'date-invalid': 1, 'iec-format': 1, columns: 1, 'items-missing': 1, 'hs-invalid': 1 },
    });
    expect(wrong.figures.rejects.certificates?.['parent-missing']).toBeGreaterThan(0);
    expect(wrong.figures.rejects.items?.['certificate-missing']).toBeGreaterThan(1);
    expect(wrong.figures.rejects.wallets).toEqual({ 'balance-mismatch': 2 });
    expect(wrong.figures.rejects.transactions).toEqual({ 'amount-invalid': 1 });
    expect(wrong.figures.disagreements).toEqual([]);

    await correct(wrong.batchId, right);
    const figures = await desk.retry(wrong.batchId);
    expect(toldFigures(figures)).toEqual(toldFigures(clean.figures));
    expect(figures.disagreements).toEqual([]);
    expect(await record()).toEqual(asItMustBe);
    expect(await money()).toEqual(moneyAsItMustBe);

    const unchanged = await desk.retry(wrong.batchId);
    expect(toldFigures(unchanged)).toEqual(toldFigures(clean.figures));
    await desk.undo(wrong.batchId);
    expect(await money()).toEqual({});
  },
  patience,
);

test(
  'R62 rows that were staged and lost are staged again, and the load goes on where it stood',
  async () => {
    const batchId = await desk.stage(made);
    const { steps } = await desk.act.planLoad({ batchId, shards: 2 });
    for (const shard of steps.flat().slice(0, 3)) {
      await desk.act.loadChunk({ batchId, shard, limit: 40 });
    }
    // What a crash of PostgreSQL does to tables without a journal.
    await database.execute(sql`truncate staged_file, staged_certificate, staged_item,
    staged_itemless, staged_refusal, staged_exporter, staged_office, staged_wallet, staged_transaction`);
    const shard = steps.flat().find(({ file }) => file === 'items.psv');
    if (!shard) throw new Error('items are not planned');
    await expect(desk.act.loadChunk({ batchId, shard, limit: 40 })).rejects.toMatchObject({
      type: stagingLost,
    });
    await desk.stageFiles(batchId);
    await desk.load(batchId, 40);
    const { figures } = await desk.act.reconcile({ batchId });
    expect(figures.disagreements).toEqual([]);
    expect(figures.certificates).toBe(150);
    await desk.undo(batchId);
  },
  patience,
);

test(
  'R62 only two different operators accept, and then wallets, switches and certificates turn at once',
  async () => {
    const { batchId, figures } = await desk.import(made);
    const [one, other] = await migrationOperators(database);
    const accept = (acceptedBy: string, acceptedWith: string) =>
      desk.act.acceptBatch({ batchId, acceptedBy, acceptedWith });
    const served = async () => {
      const [row] = await database.execute(sql`select count(*)::int as count from transition_switch
      where valid_from is not null and data_set in
        ('wallets', 'preferential-certificates', 'non-preferential-certificates')`);
      return row?.count;
    };

    expect(await accept(one, one)).toMatchObject({ code: 'same-person' });
    expect(await accept(one, crypto.randomUUID())).toMatchObject({ code: 'not-an-operator' });
    expect(await served()).toBe(0);
    expect(await money()).toEqual({
      ...{ 'legacy-platform': -figures.walletBalancePaise },
      'migration-suspense': figures.walletBalancePaise,
    });

    const accepted = await accept(one, other);
    expect(accepted).toMatchObject({ outcome: 'accepted', figures: { disagreements: [] } });
    expect(await accept(one, other)).toEqual(accepted);
    expect(await served()).toBe(3);
    expect(await money()).toEqual({
      ...{ 'exporter-wallet': figures.walletBalancePaise },
      'legacy-platform': -figures.walletBalancePaise,
    });

    expect(await desk.act.undoStep({ batchId, undoneBy: one })).toMatchObject({
      code: 'already-accepted',
    });
    for (const table of ['legacy_certificate', 'legacy_item', 'legacy_exporter', 'legacy_office']) {
      const deletion = database.execute(sql`delete from ${sql.identifier(table)}`);
      await expect(deletion).rejects.toMatchObject({
        cause: { constraint_name: 'legacy_record_stays' },
      });
    }
  },
  patience,
);
