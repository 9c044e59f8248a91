import { sql } from 'drizzle-orm';
import type { CooApplication, PlainDate } from '../../../domain/application/application.ts';
import { codesToLookUp } from '../../../domain/application/rules/codes-exist.ts';
import type { QuotedCostSheet } from '../../../domain/cost-sheet/product-cost-sheet.ts';
import type { HsEntry } from '../../../domain/identifier/hs-nomenclature.ts';
import type { Database, Transaction } from '../../database.ts';
import { hsCode, hsEdition } from '../../schema/schema.ts';

const rowsAtOnce = 1_000;

/** Puts an edition in the place of what was loaded of it before; from `inForceFrom` on codes are checked by it. */
export async function loadHsEdition(
  database: Database,
  { edition, inForceFrom }: { edition: string; inForceFrom: PlainDate },
  entries: readonly HsEntry[],
): Promise<void> {
  await database.transaction(async (own) => {
    await own.execute(sql`delete from hs_code where edition = ${edition}`);
    for (let at = 0; at < entries.length; at += rowsAtOnce) {
      const rows = entries.slice(at, at + rowsAtOnce);
      await own.insert(hsCode).values(rows.map((entry) => ({ edition, ...entry })));
    }
    const loaded = { inForceFrom, loadedAt: new Date() };
    await own
      .insert(hsEdition)
      .values({ edition, ...loaded })
      .onConflictDoUpdate({ target: hsEdition.edition, set: loaded });
  });
}

/**
 * Six-digit codes of an application, and of the sheets that it names, that the edition in force on a day
 * does not have. Empty where no edition is loaded.
 */
export async function findUnlistedHs(
  database: Database | Transaction,
  { items }: Pick<CooApplication, 'items'>,
  { costSheets, today }: { costSheets: readonly QuotedCostSheet[]; today: PlainDate },
): Promise<string[]> {
  const kept = costSheets.map(({ hsExport, sheet }) => ({
    hsExport,
    origin: { costSheet: sheet },
  }));
  const codes = codesToLookUp([...items, ...kept]);
  const rows = await database.execute<{ code: string }>(sql`
    with in_force as (
      select edition from hs_edition where in_force_from <= ${today}::date
      order by in_force_from desc limit 1)
    select asked.code from in_force, unnest(${sql.param(codes)}::text[]) as asked (code)
    where not exists (select from hs_code h where h.edition = in_force.edition and h.code = asked.code)`);
  return rows.map(({ code }) => code);
}
