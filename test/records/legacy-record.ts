import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { setSwitch } from '../../db/queries/transition/transition.ts';
import {
  legacyCertificate,
  legacyExporter,
  legacyItem,
  legacyOffice,
  migrationBatch,
} from '../../db/schema/schema.ts';
import type { Manifest } from '../../domain/migration/export-file.ts';
import type { DataSet } from '../../domain/transition/transition.ts';

const manifest = { source: 'coo.dgft.gov.in', cutOff: '2024-12-20', files: {} } as Manifest;

/** A batch that waits for its two operators, as its run leaves it. */
export async function reconciledBatch(
  database: Database,
  id: string = randomUUID(),
): Promise<{ id: string; number: number }> {
  const [row] = await database
    .insert(migrationBatch)
    .values({
      ...{ id, phase: 'reconciled', dryRun: false, directory: '/nowhere', manifest },
      exportSha256: randomUUID().replaceAll('-', '').padEnd(64, 'e'),
    })
    .returning();
  if (!row) throw new Error('a batch was inserted and not returned');
  return row;
}

/** Two operators accept it. */
export async function acceptBatch(
  database: Database,
  number: number,
  [acceptedBy, acceptedWith]: readonly [string, string],
): Promise<void> {
  await database
    .update(migrationBatch)
    .set({ phase: 'accepted', acceptedAt: new Date(), acceptedBy, acceptedWith })
    .where(eq(migrationBatch.number, number));
}

/** A batch that was accepted before any that a test of the same record begins; gives its number. */
export async function acceptedBefore(
  database: Database,
  [by, and]: readonly [string, string],
): Promise<number> {
  const number = -1;
  await database.$client`
    insert into migration_batch (id, number, phase, dry_run, directory, manifest, export_sha256,
      accepted_at, accepted_by, accepted_with) overriding system value
    values (${randomUUID()}, ${number}, 'accepted', false, '/nowhere',
      ${JSON.stringify(manifest)}::text::jsonb, ${'e'.repeat(64)}, now(), ${by}, ${and})`;
  return number;
}

let lines = 1;

/** A certificate of EIC-MUMBAI with one item, as a batch brings it; gives its number. */
export async function legacyCertificateIn(
  database: Database,
  batch: number,
  more: Partial<typeof legacyCertificate.$inferInsert> = {},
): Promise<string> {
  lines += 1;
  const serial = String(lines).padStart(7, '0');
  const own = {
    id: BigInt(batch) * 2n ** 32n + BigInt(lines),
    ...{ batch, line: lines, repaired: false },
    ...{ appliedOn: '2024-11-28', issuedOn: '2024-12-01', invoiceDate: '2024-11-20' },
    fobMinorUnits: 8_001_826n,
    number: `EIC/2024/013/${serial}A/00158794`,
    applicationNumber: `EIC2024${serial}`,
    ...{ agency: 'EIC', office: 'MUMBAI', scheme: 'NONPREF', iec: 'AAACS7302F' },
    ...{ consignee: 'Gangotri Trading <BR>', destination: 'BR', invoiceNumber: 'INV/1/24' },
    ...{ fobCurrency: 'USD', officer: 'O020', status: 'in-force' as const },
    ...more,
  };
  await database.insert(legacyCertificate).values(own);
  await database.insert(legacyItem).values({
    ...{ certificateId: own.id, serial: 1, repaired: false, hs: '71131911' },
    ...{ description: 'Gold jewellery, plain', quantity: '3633', unit: 'KGS' },
    ...{ weightKg: '9605.040', criterion: 'INDIAN' },
  });
  return own.number;
}

/** One such certificate, of a batch that these two have accepted; gives its number. */
export async function takenOverIn(
  database: Database,
  operators: readonly [string, string],
  more: Partial<typeof legacyCertificate.$inferInsert> = {},
): Promise<string> {
  const { number: batch } = await reconciledBatch(database);
  const number = await legacyCertificateIn(database, batch, more);
  await acceptBatch(database, batch, operators);
  return number;
}

/** The exporter and the office that the certificates name. */
export async function legacyParties(database: Database, batch: number): Promise<void> {
  const origin = { batch, line: 2, repaired: false };
  await database.insert(legacyExporter).values({
    ...{ ...origin, iec: 'AAACS7302F', firmName: 'Sahyadri Chemicals', email: 'a@b.example' },
    ...{ mobile: '9932486208', gstin: '27AAACS7302F1Z5', state: '27', createdOn: '2020-02-01' },
  });
  const office = { agency: 'EIC', office: 'MUMBAI', name: 'EIC Mumbai' };
  await database.insert(legacyOffice).values({ ...origin, ...office });
}

/** Operators say from which day on a data set is served here; null: not any more. */
export const turn = (database: Database, dataSet: DataSet, from: string | null) =>
  database.transaction((own) =>
    setSwitch(own, { dataSet, from, source: 'A notice of this test', sure: 'found', setBy: null }),
  );
