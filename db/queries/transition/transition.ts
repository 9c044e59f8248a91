import { desc, eq, sql } from 'drizzle-orm';
import type { DataSet, ServedFrom } from '../../../domain/transition/transition.ts';
import type { Database, Transaction } from '../../database.ts';
import { account, transitionSwitch } from '../../schema/schema.ts';

export type SwitchRow = typeof transitionSwitch.$inferSelect;

/** A switch with the name of who set it. */
export type NamedSwitch = SwitchRow & { setByName: string | null };

/** The switch that counts for each data set, and by whose name it was set. */
export async function listSwitches(database: Database | Transaction): Promise<NamedSwitch[]> {
  const rows = await database
    .selectDistinctOn([transitionSwitch.dataSet], {
      row: transitionSwitch,
      setByName: account.name,
    })
    .from(transitionSwitch)
    .leftJoin(account, eq(account.id, transitionSwitch.setBy))
    .orderBy(transitionSwitch.dataSet, desc(transitionSwitch.sequence));
  return rows.map(({ row, setByName }) => ({ ...row, setByName }));
}

/** Everything that was ever said of one data set, or of all, newest first. */
export async function listSwitchHistory(
  database: Database,
  dataSet: DataSet | null,
): Promise<NamedSwitch[]> {
  const rows = await database
    .select({ row: transitionSwitch, setByName: account.name })
    .from(transitionSwitch)
    .leftJoin(account, eq(account.id, transitionSwitch.setBy))
    .where(dataSet === null ? undefined : eq(transitionSwitch.dataSet, dataSet))
    .orderBy(desc(transitionSwitch.sequence));
  return rows.map(({ row, setByName }) => ({ ...row, setByName }));
}

/** From which day each data set is served here, as one column of another query. */
export const servedFromColumn = sql<ServedFrom>`(
  select json_object_agg(data_set, valid_from) from (
    select distinct on (data_set) data_set, valid_from
    from transition_switch order by data_set, sequence desc) latest)`.as('served_from');

/** From which day each data set is served here. */
export async function readServedFrom(database: Database): Promise<ServedFrom> {
  const [row] = await database
    .select({ servedFrom: servedFromColumn })
    .from(sql`(select 1) as one`);
  if (!row) throw new Error('a query for one row gave none');
  return row.servedFrom;
}

/** Says from when a data set is served here; what was said before stays on record. */
export async function setSwitch(
  transaction: Transaction,
  said: Pick<SwitchRow, 'dataSet' | 'from' | 'source' | 'sure' | 'setBy'>,
): Promise<SwitchRow> {
  const [row] = await transaction.insert(transitionSwitch).values(said).returning();
  if (!row) throw new Error('a switch was inserted and not returned');
  return row;
}
