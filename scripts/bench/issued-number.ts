import { desc } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { certificate } from '../../db/schema/schema.ts';
import { connectTemporal } from '../../temporal/client.ts';
import type { Stack } from '../stack/stack.ts';
import { insertDrafts, issueCase } from './case.ts';
import { equipOfficer } from './officer.ts';

/** The number of a certificate that the running system has issued; has one issued where there is none. */
export async function issuedNumber(stack: Stack, database: Database): Promise<string> {
  const known = await lastNumber(database);
  if (known) return known;
  const client = await connectTemporal({
    TEMPORAL_ADDRESS: stack.env.TEMPORAL_ADDRESS ?? '',
    TEMPORAL_NAMESPACE: stack.env.TEMPORAL_NAMESPACE ?? '',
    ECOO_SECRETS_DIR: stack.env.ECOO_SECRETS_DIR ?? '',
  });
  try {
    const officer = await equipOfficer(stack, database, 'officer.eic-mumbai@eic.example');
    const [draft] = await insertDrafts(database, 1);
    if (draft) await issueCase(client, database, officer, draft);
  } finally {
    await client.connection.close();
  }
  const number = await lastNumber(database);
  if (!number) throw new Error('no certificate was issued');
  return number;
}

async function lastNumber(database: Database): Promise<string | undefined> {
  const [issued] = await database
    .select({ number: certificate.number })
    .from(certificate)
    .orderBy(desc(certificate.issuedAt))
    .limit(1);
  return issued?.number;
}
