import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import { account, agency, office } from '../../db/schema/schema.ts';
import { exporterRights } from '../../domain/authority/actor.ts';

/** The least that a case hangs on: the office EIC-MUMBAI and an exporter's account. */
export async function recordWithOffice(database: Database) {
  const owner = { accountId: randomUUID(), iec: 'AAACS7302F' };
  await database.insert(agency).values({ code: 'EIC', name: 'Agency EIC' });
  await database.insert(office).values({
    id: 'EIC-MUMBAI',
    agencyCode: 'EIC',
    code: 'MUMBAI',
    name: 'EIC Mumbai',
    place: 'Mumbai',
    address: ['1 Harbour Road'],
    merchantId: 'EICMERCHANT',
    checksumKeySealed: 'sealed',
  });
  await database.insert(account).values({
    id: owner.accountId,
    role: 'exporter',
    login: owner.iec,
    name: 'Exporter',
    email: 'exporter@example.in',
    passwordHash: 'none',
    iec: owner.iec,
    rights: [...exporterRights],
  });
  return owner;
}
