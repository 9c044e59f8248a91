import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { exportFolder, importDesk, writeExport } from '../../test/desks/import-desk.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';

const { database, url } = await freshDatabase();
const desk = importDesk(database, url);
const folder = exportFolder();

const number = (serial: number) => `EIC/2021/010/${serial}`;
const certificate = (serial: number, replaces?: number, issuedOn = '03/02/2021') =>
  `${number(serial)}|EIC2021${serial}|01/02/2021|${issuedOn}|EIC|MUMBAI|AIFTA|AAAPA1111A|` +
  `Deccan Trading TH|TH|INV/1/21|30/01/2021|USD|900.00|ISSUED|${replaces ? number(replaces) : ''}|O001`;

test('R62 a chain of certificates comes in whole; what hangs on a missing one, or on itself, does not', async () => {
  const rows = [
    ...[certificate(3, 2), certificate(2, 1), certificate(1)],
    // Of two that replace one, the one that was issued last does.
    ...[certificate(10), certificate(12, 10, '05/02/2021'), certificate(11, 10, '04/02/2021')],
    ...[certificate(22, 21), certificate(21, 99)],
    ...[certificate(31, 32), certificate(32, 33), certificate(33, 31), certificate(34, 31)],
  ];
  const serials = rows.map((row) => row.split('|')[0] ?? '');
  const { figures } = await desk.import(
    writeExport(folder('lineage'), {
      'offices.psv': ['EIC|MUMBAI|EIC Mumbai'],
      'exporters.psv': [
        'AAAPA1111A|Kaveri Spices|a@exporter.example|9000000000|27AAAPA1111A1Z5|27|01/01/2020',
      ],
      'certificates.psv': rows,
      'items.psv': serials.map((one) => `${one}|1|09042110|Chillies|5|KGS|1.000|A`),
    }),
  );
  expect(figures).toMatchObject({
    ...{ certificates: 6, items: 6, supersededCertificates: 3, disagreements: [] },
    rejects: { certificates: { 'parent-missing': 6 } },
  });
  const record = await database.execute(sql`
    select number, status, replaces, successor from legacy_certificate order by number`);
  const [root, first, last] = [number(1), number(10), number(2)];
  expect([...record]).toEqual([
    { number: root, status: 'superseded', replaces: null, successor: last },
    { number: first, status: 'superseded', replaces: null, successor: number(12) },
    { number: number(11), status: 'in-force', replaces: first, successor: null },
    { number: number(12), status: 'in-force', replaces: first, successor: null },
    { number: last, status: 'superseded', replaces: root, successor: number(3) },
    { number: number(3), status: 'in-force', replaces: last, successor: null },
  ]);
}, 120_000);
