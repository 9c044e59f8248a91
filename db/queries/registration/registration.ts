import { eq, sql } from 'drizzle-orm';
import type { Role } from '../../../domain/authority/role.ts';
import { registrationNumber } from '../../../domain/registration/registration-number.ts';
import type { Database, Transaction } from '../../database.ts';
import { registration, registrationSeries } from '../../schema/schema.ts';
import { type AuditEntry, audit } from '../audit/audit.ts';

export type RegistrationRow = typeof registration.$inferSelect;

/** Who did a step, and from where, as the audit tells it. */
export type By = { actor: string; role: Role | null; network?: string | null };

export type RegistrationStep = {
  registrationId: string;
  name: string;
  /** The revision that the step was meant for. */
  revision: number;
  at: Date;
  by: By;
};

type Told = Pick<AuditEntry, 'action' | 'before' | 'after'>;

/** What a step changes on the record, and what the audit says of it. */
export type RegistrationChange = Told & {
  set: Partial<Omit<RegistrationRow, 'id' | 'number' | 'revision' | 'lastStep' | 'updatedAt'>>;
};

/** A step that was asked for but not granted; told in the audit all the same where `told` says so. */
export type RegistrationRefusal<Refused> = { refused: Refused; told?: Told };

export type RegistrationRecord<Refused> =
  | { row: RegistrationRow; refused?: Refused }
  /** The record is at another revision than the step was meant for. */
  | { staleRevision: number };

const subjectOf = (registrationId: string) => `registration/${registrationId}`;
const stepKey = ({ name, revision }: Pick<RegistrationStep, 'name' | 'revision'>) =>
  `${name}/${revision}`;

/**
 * Does one step of a registration in one transaction with its audit entry, under the row's lock. A
 * step done before changes nothing and gives where the registration stands; so an activity may be
 * repeated at any moment. Where `change` refuses, the registration stays as it is, but what
 * `change` wrote (a guess that was counted) is kept.
 */
export function recordRegistrationStep<Refused = never>(
  database: Database,
  step: RegistrationStep,
  change: (
    transaction: Transaction,
    row: RegistrationRow,
  ) => Promise<RegistrationChange | RegistrationRefusal<Refused>>,
): Promise<RegistrationRecord<Refused>> {
  const { registrationId, revision, at, by } = step;
  return database.transaction(async (transaction) => {
    const row = await lockRegistration(transaction, registrationId);
    const done = row.revision === revision + 1 && row.lastStep === stepKey(step);
    if (done) return { row };
    if (row.revision !== revision) return { staleRevision: row.revision };
    const changed = await change(transaction, row);
    const subject = subjectOf(registrationId);
    if ('refused' in changed) {
      if (changed.told) await audit(transaction, { subject, ...by, at, ...changed.told });
      return { row, refused: changed.refused };
    }
    const { set, ...told } = changed;
    const [next] = await transaction
      .update(registration)
      .set({ ...set, revision: revision + 1, lastStep: stepKey(step), updatedAt: at })
      .where(eq(registration.id, registrationId))
      .returning();
    if (!next) throw new Error(`the registration ${registrationId} is gone`);
    await audit(transaction, { subject, ...by, at, ...told, step: stepKey(step) });
    return { row: next };
  });
}

async function lockRegistration(transaction: Transaction, id: string): Promise<RegistrationRow> {
  const [row] = await transaction
    .select()
    .from(registration)
    .where(eq(registration.id, id))
    .for('update');
  if (!row) throw new Error(`there is no registration ${id}`);
  return row;
}

export type NewRegistration = Omit<
  typeof registration.$inferInsert,
  'number' | 'revision' | 'lastStep' | 'createdAt' | 'updatedAt'
>;

/**
 * Keeps a new registration under the next number of its series and year. The number is taken here,
 * at the beginning, for the applicant to name it by; it stays with its row whatever becomes of it,
 * so a series has no gaps. Kept before, it is given back as it stands now.
 */
export function beginRegistrationRecord(
  database: Database,
  { by, at, series, year }: { by: By; at: Date; series: string; year: number },
  given: NewRegistration,
): Promise<RegistrationRow> {
  return database.transaction(async (transaction) => {
    const known = await findRegistration(transaction, given.id);
    if (known) return known;
    const serial = await nextSerial(transaction, series, year);
    const number = registrationNumber(series, year, serial);
    const fresh = { revision: 1, lastStep: 'begin/0', createdAt: at, updatedAt: at };
    const [row] = await transaction
      .insert(registration)
      .values({ ...given, ...fresh, number })
      .returning();
    if (!row) throw new Error('the registration was not kept');
    await audit(transaction, {
      subject: subjectOf(row.id),
      ...by,
      action: 'registration-begun',
      at,
      after: { number, kind: row.kind, iec: row.iec, agency: row.agencyCode, office: row.officeId },
      step: 'begin/0',
    });
    return row;
  });
}

/** Whoever takes a number waits here for the one before to be kept or given up. */
async function nextSerial(transaction: Transaction, series: string, year: number) {
  const [row] = await transaction
    .insert(registrationSeries)
    .values({ series, year, last: 1 })
    .onConflictDoUpdate({
      target: [registrationSeries.series, registrationSeries.year],
      set: { last: sql`${registrationSeries.last} + 1` },
    })
    .returning({ last: registrationSeries.last });
  if (!row) throw new Error(`no number in ${series}/${year}`);
  return row.last;
}

/** Tells the audit of a registration what changes nothing on it; told before, it is told once. */
export async function tellOfRegistration(
  database: Database | Transaction,
  registrationId: string,
  entry: Told & { by: By; at: Date; step?: string },
): Promise<void> {
  const { by, ...told } = entry;
  await audit(database, { subject: subjectOf(registrationId), ...by, ...told });
}

/** The registration as it stands; null when there is none. */
export async function findRegistration(
  database: Database | Transaction,
  id: string,
): Promise<RegistrationRow | null> {
  const [row] = await database.select().from(registration).where(eq(registration.id, id));
  return row ?? null;
}

/** For reads by a running workflow: its registration exists. */
export async function readRegistration(
  database: Database | Transaction,
  id: string,
): Promise<RegistrationRow> {
  const row = await findRegistration(database, id);
  if (!row) throw new Error(`there is no registration ${id}`);
  return row;
}
