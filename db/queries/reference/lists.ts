import { sql } from 'drizzle-orm';
import type { CooApplication, PlainDate } from '../../../domain/application/application.ts';
import type { Unlisted } from '../../../domain/application/question.ts';
import { codesToLookUp } from '../../../domain/application/rules/codes-exist.ts';
import { placesToLookUp } from '../../../domain/application/rules/places-exist.ts';
import type { QuotedCostSheet } from '../../../domain/cost-sheet/product-cost-sheet.ts';
import type { HsEntry } from '../../../domain/identifier/hs-nomenclature.ts';
import type { Place, PlaceList } from '../../../domain/identifier/place-list.ts';
import type { Database } from '../../database.ts';
import { hsCode, hsEdition, place, placeList } from '../../schema/schema.ts';

const rowsAtOnce = 1_000;

const portions = <Row>(rows: readonly Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, part) =>
    rows.slice(part * rowsAtOnce, (part + 1) * rowsAtOnce),
  );

/** Puts an edition in the place of what was loaded of it before; from `inForceFrom` on codes are checked by it. */
export async function loadHsEdition(
  database: Database,
  { edition, inForceFrom }: { edition: string; inForceFrom: PlainDate },
  entries: readonly HsEntry[],
): Promise<void> {
  await database.transaction(async (own) => {
    await own.execute(sql`delete from hs_code where edition = ${edition}`);
    for (const rows of portions(entries)) {
      await own.insert(hsCode).values(rows.map((entry) => ({ edition, ...entry })));
    }
    const loaded = { inForceFrom, loadedAt: new Date() };
    await own
      .insert(hsEdition)
      .values({ edition, ...loaded })
      .onConflictDoUpdate({ target: hsEdition.edition, set: loaded });
  });
}

/** Puts a list of ports or customs sites in the place of what was loaded of it before. */
export async function loadPlaces(
  database: Database,
  list: PlaceList,
  places: readonly Place[],
): Promise<void> {
  await database.transaction(async (own) => {
    const loaded = { loadedAt: new Date() };
    await own
      .insert(placeList)
      .values({ name: list, ...loaded })
      .onConflictDoUpdate({ target: placeList.name, set: loaded });
    await own.execute(sql`delete from place where list = ${list}`);
    for (const rows of portions(places)) {
      await own.insert(place).values(rows.map((one) => ({ list, ...one })));
    }
  });
}

/**
 * What of an application, and of the sheets that it names, the lists in force on a day do not have: codes
 * to six digits, ports and the customs site. What no list is loaded for is not asked.
 */
export async function findUnlisted(
  { $client: client }: Database,
  application: Pick<CooApplication, 'items' | 'transport' | 'exportDocument'>,
  { costSheets, today }: { costSheets: readonly QuotedCostSheet[]; today: PlainDate },
): Promise<Unlisted> {
  const kept = costSheets.map(({ hsExport, sheet }) => ({
    hsExport,
    origin: { costSheet: sheet },
  }));
  const codes = codesToLookUp([...application.items, ...kept]);
  const places = JSON.stringify(placesToLookUp(application));
  const rows = await client<{ code: string; isPlace: boolean }[]>`
    with in_force as (
      select edition from hs_edition where in_force_from <= ${today}::date
      order by in_force_from desc limit 1)
    select asked.code, false as "isPlace"
    from in_force, unnest(${codes}::text[]) as asked (code)
    where not exists (select from hs_code h where h.edition = in_force.edition and h.code = asked.code)
    union all select asked.code, true
    from jsonb_to_recordset(${places}::text::jsonb) as asked (list text, code text)
    join place_list loaded on loaded.name = asked.list
    where not exists (select from place p where p.list = asked.list and p.code = asked.code)`;
  const found = (isPlace: boolean) =>
    rows.filter((one) => one.isPlace === isPlace).map(({ code }) => code);
  return { hs: found(false), places: found(true) };
}
