import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { writeLegacyExport } from '../../simulators/legacy-export/write-export.ts';
import {
  exportFolder,
  importDesk,
  migrationOperators,
  toldFigures,
  writeExport,
} from '../../test/desks/import-desk.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';

const { database, url } = await freshDatabase();
const desk = importDesk(database, url);
const folder = exportFolder();
const [acceptedBy, acceptedWith] = await migrationOperators(database);
const accept = (batchId: string) => desk.act.acceptBatch({ batchId, acceptedBy, acceptedWith });
const patience = 240_000;

test(
  'R62 exports made apart from each other, whose wallets have the same numbers, all come in as expected',
  async () => {
    let paise = 0;
    for (const seed of [41, 42, 43]) {
      const made = folder(`seed-${seed}`);
      const expected = writeLegacyExport(made, { certificates: 400, seed, dirt: 0.1 });
      const { batchId, figures } = await desk.import(made);
      expect(toldFigures(figures)).toEqual(expected);
      expect(figures.disagreements).toEqual([]);
      expect(await accept(batchId)).toMatchObject({ figures: { disagreements: [] } });
      paise += expected.walletBalancePaise;
    }
    const [held] = await database.execute(sql`
      select sum(balance_paise)::float8 as paise from ledger_account where id like 'exporter-wallet/%'`);
    expect(held).toEqual({ paise });
  },
  patience,
);

const parties = {
  'offices.psv': ['EIC|MUMBAI|EIC Mumbai', 'EIC|DELHI|EIC Delhi'],
  'exporters.psv': ['AAAPA1111A', 'BBBPB2222B'].map(
    (iec) => `${iec}|Kaveri Spices|a@exporter.example|9000000000|27${iec}1Z5|27|01/01/2020`,
  ),
};
const wallet = (id: string, holder: string, rupees: number) =>
  `${id}|${holder}|${rupees}.00|20/12/2024`;
const movement = (id: string, walletId: string, rupees: number) =>
  `${id}|${walletId}|01/02/2020|CR|${rupees}.00|TOPUP`;
const [one, other] = ['AAAPA1111A|EIC|MUMBAI', 'BBBPB2222B|EIC|DELHI'];

test(
  'R62 a wallet that comes again is known by its number, exporter and office, its movements with it',
  async () => {
    const first = await desk.import(
      writeExport(folder('first'), {
        ...parties,
        'wallets.psv': [
          ...[wallet('X1', one, 30), wallet('X2', one, 40), wallet('X3', one, 50)],
          wallet('X6', one, 60),
        ],
        'wallet_txns.psv': [
          ...[movement('M1', 'X1', 10), movement('M2', 'X1', 20), movement('M3', 'X2', 40)],
          ...[movement('M4', 'X3', 50), movement('M8', 'X6', 60)],
        ],
      }),
    );
    expect(first.figures).toMatchObject({ wallets: 4, walletBalancePaise: 18_000, rejects: {} });
    await accept(first.batchId);

    const { batchId, figures } = await desk.import(
      writeExport(folder('again'), {
        ...parties,
        'wallets.psv': [
          ...[wallet('X1', one, 30), wallet('X2', one, 45), wallet('X3', other, 7)],
          ...[wallet('X4', other, 8), wallet('X4', one, 8), wallet('X5', other, 9)],
          wallet('X6', one, 60),
        ],
        'wallet_txns.psv': [
          ...[movement('M1', 'X1', 10), movement('M2', 'X1', 20), movement('M9', 'X1', 0)],
          ...[movement('M3', 'X2', 40), movement('M5', 'X2', 5), movement('M4', 'X3', 7)],
          ...[movement('M6', 'X4', 8), movement('M7', 'X5', 10), movement('M8', 'X6', 60)],
        ],
      }),
    );
    expect(figures).toMatchObject({ wallets: 2, walletBalancePaise: 1500, disagreements: [] });
    expect(figures.rejects).toEqual({
      wallets: { 'number-conflict': 3, 'balance-mismatch': 1 },
    });
    expect(figures.files['wallets.psv']).toMatchObject({ taken: 2, skipped: 1, rejected: 4 });
    expect(figures.files['wallet_txns.psv']).toMatchObject({ taken: 2, skipped: 4, rejected: 3 });

    expect(toldFigures(await desk.retry(batchId))).toEqual(toldFigures(figures));
    await desk.undo(batchId);
    const [left] = await database.execute(sql`
      select (select count(*)::int from legacy_wallet where id like 'X%') as wallets,
        (select count(*)::int from legacy_wallet_transaction where id like 'M%') as transactions`);
    expect(left).toEqual({ wallets: 4, transactions: 5 });
  },
  patience,
);

test(
  'R62 a certificate that comes again with another item, or one more, is in conflict with all of them',
  async () => {
    const certificate = (serial: number) =>
      `EIC/2021/010/${serial}|EIC2021${serial}|01/02/2021|03/02/2021|EIC|MUMBAI|AIFTA|AAAPA1111A|` +
      'Deccan Trading TH|TH|INV/1/21|30/01/2021|USD|900.00|ISSUED||O001';
    const item = (serial: number, line: number, goods: string) =>
      `EIC/2021/010/${serial}|${line}|09042110|${goods}|5|KGS|1.000|A`;
    const certificates = [1, 2, 3].map(certificate);
    const items = [1, 2, 3].map((serial) => item(serial, 1, 'Chillies'));
    const first = await desk.import(
      writeExport(folder('goods'), {
        ...parties,
        ...{ 'certificates.psv': certificates, 'items.psv': items },
      }),
    );
    expect(first.figures).toMatchObject({ certificates: 3, items: 3, rejects: {} });
    await accept(first.batchId);

    const changed = [item(1, 1, 'Chillies'), item(2, 1, 'Gold'), item(3, 1, 'Chillies')];
    const { batchId, figures } = await desk.import(
      writeExport(folder('other-goods'), {
        ...parties,
        'certificates.psv': [...certificates, certificate(1)],
        'items.psv': [...changed, item(3, 2, 'Pepper')],
      }),
    );
    expect(figures).toMatchObject({ certificates: 0, items: 0, disagreements: [] });
    expect(figures.rejects).toEqual({ certificates: { 'number-conflict': 2 } });
    expect(figures.files['certificates.psv']).toMatchObject({ skipped: 2, rejected: 2 });
    expect(figures.files['items.psv']).toMatchObject({ skipped: 1, rejected: 3 });
    expect(toldFigures(await desk.retry(batchId))).toEqual(toldFigures(figures));
    await desk.undo(batchId);
  },
  patience,
);

test(
  'R62 what the planner remembers of an earlier batch keeps the check of a larger one no longer',
  async () => {
    const [shorter, longer] = [folder('shorter'), folder('longer')];
    const size = { certificates: 20_000, seed: 61, dirt: 0 };
    writeLegacyExport(shorter, size);
    const first = await desk.import(shorter, { linesAtOnce: 50_000 });
    await accept(first.batchId);
    await database.execute(sql`
      insert into staged_refusal (file, line, skipped, key)
      select 'offices.psv', line, false, '' from generate_series(1, 1000) line on conflict do nothing`);
    await database.execute(sql`analyze staged_refusal`);

    writeLegacyExport(longer, { ...size, certificates: 20_100 });
    const began = performance.now();
    await desk.stage(longer);
    expect(performance.now() - began).toBeLessThan(20_000);
    const [skipped] = await database.execute(sql`
      select count(*)::integer as count from staged_refusal
      where file = 'certificates.psv' and skipped`);
    expect(skipped).toEqual({ count: 20_000 });
  },
  patience,
);
