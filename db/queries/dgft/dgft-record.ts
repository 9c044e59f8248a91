import { and, eq, gte, inArray, lte, notInArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../database.ts';
import { account, agency, exporter, holiday } from '../../schema/schema.ts';
import type { AuditEntry } from '../audit/audit.ts';
import type { KeptIecRecord } from './exporter.ts';

const system = { actor: 'system', role: null } as const;

/** Of these IECs those that mean something here: looked up before, or with somebody's account. */
export async function listKnownIecs(
  database: Database | Transaction,
  iecs: readonly string[],
): Promise<{ iec: string; fetched: boolean }[]> {
  if (iecs.length === 0) return [];
  const [fetched, accounts] = await Promise.all([
    database
      .select({ iec: exporter.iec })
      .from(exporter)
      .where(inArray(exporter.iec, [...iecs])),
    database
      .selectDistinct({ iec: account.iec })
      .from(account)
      .where(inArray(account.iec, [...iecs])),
  ]);
  const have = new Set(fetched.map(({ iec }) => iec));
  const known = new Set([...have, ...accounts.flatMap(({ iec }) => iec ?? [])]);
  return [...known].map((iec) => ({ iec, fetched: have.has(iec) }));
}

const basics = ({ status, record, details }: Partial<KeptIecRecord>) => ({
  status,
  record,
  details,
});

/** Keeps a firm's record as DGFT has it now, and tells what changed; an older one changes nothing. */
export async function keepFirm(
  transaction: Transaction,
  row: KeptIecRecord,
): Promise<AuditEntry[]> {
  const [before] = await transaction
    .select()
    .from(exporter)
    .where(eq(exporter.iec, row.iec))
    .for('update');
  if (before && before.fetchedAt > row.fetchedAt) return [];
  await transaction
    .insert(exporter)
    .values(row)
    .onConflictDoUpdate({ target: exporter.iec, set: row });
  const [old, now] = [basics(before ?? {}), basics(row)];
  const changed = (['status', 'record', 'details'] as const).filter(
    (key) => JSON.stringify(sorted(old[key])) !== JSON.stringify(sorted(now[key])),
  );
  if (changed.length === 0) return [];
  return [
    {
      ...system,
      subject: `exporter/${row.iec}`,
      action: 'exporter-changed-at-dgft',
      at: row.fetchedAt,
      before: before ? { status: before.status } : null,
      after: { status: row.status, changed },
    },
  ];
}

/** The database gives back the keys of JSON in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => [key, sorted(one)]);
}

/** What DGFT says of an agency; the rest of its row is of our making. */
export type AgencyRecord = {
  code: string;
  name: string;
  emailDomain: string;
  officialEmail: string;
  schemes: string[];
  ownIecs: string[];
  active: boolean;
};

/** Brings the agencies to what DGFT authorises, and tells what changed. */
export async function keepAgencies(
  transaction: Transaction,
  records: readonly AgencyRecord[],
  at: Date,
): Promise<AuditEntry[]> {
  const rows = await transaction.select().from(agency).for('update');
  const before = new Map(rows.map((row) => [row.code, row]));
  const told: AuditEntry[] = [];
  for (const { code, ...now } of records) {
    const known = before.get(code);
    const old = known && {
      name: known.name,
      emailDomain: known.emailDomain,
      officialEmail: known.officialEmail,
      schemes: known.schemes,
      ownIecs: known.ownIecs,
      active: known.active,
    };
    if (JSON.stringify(sorted(old)) === JSON.stringify(sorted(now))) continue;
    await transaction
      .insert(agency)
      .values({ code, ...now })
      .onConflictDoUpdate({ target: agency.code, set: now });
    const subject = `agency/${code}`;
    const action = 'agency-changed-at-dgft';
    told.push({ ...system, subject, action, at, before: old ?? null, after: now });
  }
  return told;
}

/** Makes a year's national holidays those of the list: feasts by the moon are moved by a day. */
export async function keepHolidays(
  transaction: Transaction,
  year: number,
  list: readonly { date: string; name: string }[],
): Promise<void> {
  const inYear = and(gte(holiday.date, `${year}-01-01`), lte(holiday.date, `${year}-12-31`));
  const dates = list.map(({ date }) => date);
  await transaction.delete(holiday).where(and(inYear, notInArray(holiday.date, dates)));
  await transaction
    .insert(holiday)
    .values([...list])
    .onConflictDoUpdate({ target: holiday.date, set: { name: sql`excluded.name` } });
}
