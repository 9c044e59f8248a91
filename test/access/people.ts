import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import type { Database } from '../../db/database.ts';
import { account, mandate, office } from '../../db/schema/schema.ts';
import type { Storage } from '../../gateways/storage.ts';
import type { Make } from './rule.ts';

/** A small scan that the picture routes take. */
export const aPicture = await sharp({
  create: { width: 60, height: 40, channels: 3, background: '#eeeeee' },
})
  .composite([
    {
      input: { create: { width: 20, height: 6, channels: 3, background: '#222266' } },
      left: 20,
      top: 15,
    },
  ])
  .png()
  .toBuffer();

/** The people whom the access test asks about, made anew each time. */
export function accessPeople({ database, storage }: { database: Database; storage: Storage }) {
  type Values = Pick<typeof account.$inferInsert, 'role'> & Partial<typeof account.$inferInsert>;
  async function insertPerson(values: Values): Promise<string> {
    const id = randomUUID();
    const person = { id, login: id, name: 'Somebody', email: `${id}@example.org` };
    await database.insert(account).values({ ...person, ...values });
    return id;
  }

  const aSigner: Make = async ({ agencyCode }) => {
    const signatureKey = await storage.put(aPicture);
    const id = await insertPerson({ role: 'officer', agencyCode, signatureKey });
    return { path: { id }, facts: { agencyCode, accountId: id } };
  };

  const aUser: Make = async ({ iec }) => {
    const id = await insertPerson({ role: 'exporter', iec, rights: ['view'] });
    return { path: { id }, facts: { iec, accountId: id } };
  };

  const anAdministrator: Make = async ({ agencyCode }) => {
    const id = await insertPerson({ role: 'agency-administrator', agencyCode });
    return { path: { id }, facts: { accountId: id } };
  };

  const aMandate: Make = async ({ iec, exporterId }) => {
    const agentId = await insertPerson({ role: 'customs-agent' });
    const id = randomUUID();
    const given = { id, iec, agentId, rights: ['view' as const], grantedBy: exporterId };
    await database.insert(mandate).values(given);
    return { path: { id }, facts: { iec } };
  };

  /** An office, made by another, that has a stamp. */
  const stamped =
    (make: Make): Make =>
    async (side) => {
      const thing = await make(side);
      const stampKey = await storage.put(aPicture);
      await database
        .update(office)
        .set({ stampKey })
        .where(eq(office.id, thing.path?.id ?? ''));
      return thing;
    };

  return { aSigner, aUser, anAdministrator, aMandate, stamped };
}
