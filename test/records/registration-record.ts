import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createRegistrationActivities } from '../../activities/user-registration/registration-activities.ts';
import { listAuditOf } from '../../db/queries/audit/audit.ts';
import type { RegistrationRow } from '../../db/queries/registration/registration.ts';
import { account } from '../../db/schema/schema.ts';
import type { Role } from '../../domain/authority/role.ts';
import { newKeyRing } from '../new-key-ring.ts';
import { freshDatabase } from '../servers/fresh-database.ts';
import { recordWithOffice } from './record-with-office.ts';

export const network = '192.0.2.7';
const now = new Date();

/** Columns of a registration for which everything was brought. */
export const complete = {
  consent: { version: '1', language: 'en' as const, at: now.toISOString(), network },
  emailVerifiedAt: now,
  mobileVerifiedAt: now,
};

/** Which registration a step is for, as its run knows it. */
export const on = ({ id, revision }: RegistrationRow) => ({ registrationId: id, revision });

/**
 * A record of the test file's own with an office and an exporter whose user manages, and the steps
 * of registrations on it. Call it at the top of the file.
 */
export async function registrationRecord(outside: Partial<Dependencies> = {}) {
  const { database } = await freshDatabase();
  const masterKeys = newKeyRing();
  const dependencies = { database, masterKeys, publicUrl: 'http://ecoo.example', ...outside };
  const steps = createRegistrationActivities(dependencies as Dependencies);
  const owner = await recordWithOffice(database);
  const rights = ['view', 'prepare', 'sign', 'pay', 'manage'] as const;
  await database
    .update(account)
    .set({ rights: [...rights] })
    .where(eq(account.id, owner.accountId));

  /** Somebody with that role; gives the account's id. */
  async function anAccount(role: Role, more: Partial<typeof account.$inferInsert> = {}) {
    const id = randomUUID();
    const person = { id, role, login: id, name: 'Person', email: `${id}@example.org` };
    await database.insert(account).values({ ...person, ...more });
    return id;
  }

  /** What the audit says of a registration, in order. */
  const told = async (id: string) =>
    (await listAuditOf(database, `registration/${id}`)).map(
      ({ body }) => JSON.parse(body) as { action: string; network: string | null; actor: string },
    );

  return { database, masterKeys, steps, owner, rights, anAccount, told };
}
