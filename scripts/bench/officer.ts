import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { account } from '../../db/schema/schema.ts';
import { openCertifyingAuthority } from '../../simulators/certifying-authority/authority.ts';
import { issueSigningCertificate } from '../../simulators/certifying-authority/issue.ts';
import { registerToken } from '../seed/record.ts';
import type { Stack } from '../stack/stack.ts';

export type BenchOfficer = { accountId: string; privateKey: KeyObject };

/** Gives an officer a key in this process's memory, so that no token is in the measurement. */
export async function equipOfficer(
  stack: Stack,
  database: Database,
  login: string,
): Promise<BenchOfficer> {
  const authority = await openCertifyingAuthority({
    dataDir: path.join(stack.dataDir, 'simulators'),
    publicUrl: stack.addresses.certifyingAuthority,
  });
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const issued = await issueSigningCertificate(authority, {
    commonName: 'Bench Officer',
    organisation: 'EIC',
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
  });
  await registerToken(database, login, issued);
  const [officer] = await database
    .select({ id: account.id })
    .from(account)
    .where(eq(account.login, login));
  if (!officer) throw new Error(`there is no account ${login}`);
  return { accountId: officer.id, privateKey };
}
