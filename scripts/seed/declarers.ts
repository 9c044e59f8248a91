import { eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import * as table from '../../db/schema/schema.ts';
import type { Storage } from '../../gateways/storage.ts';
import { registeredFirms } from '../../simulators/dgft/firms.ts';
import type { ProvisionedToken, TokenHolder } from '../../simulators/token/provision.ts';
import { keepSignature } from './images.ts';
import { people } from './people.ts';
import { registerToken } from './record.ts';

/** Exporters who can declare origin themselves: people with a token and a scan of their signature. */
const iecs = ['0388012345'];

export const declarers = people.filter(({ login }) => iecs.includes(login));

/** An exporter's token as an authority makes it out: the IEC in the organisational unit. */
export const tokenOfDeclarer = (
  { login: iec, name }: (typeof declarers)[number],
  pin: string,
): TokenHolder => ({
  label: `exporter.${iec.toLowerCase()}`,
  pin,
  commonName: name,
  organisation: registeredFirms().get(iec)?.firmName ?? iec,
  iec,
});

/** Registers their tokens and keeps a scan of each one's signature, where there is none yet. */
export async function seedDeclarers(
  database: Database,
  storage: Storage,
  tokens: ProvisionedToken[],
): Promise<void> {
  for (const [index, { login, name }] of declarers.entries()) {
    const token = tokens[index];
    if (token) await registerToken(database, login, token);
    const own = eq(table.account.login, login);
    const [account] = await database.select().from(table.account).where(own);
    if (!account || account.signatureKey !== null) continue;
    const signatureKey = await keepSignature(storage, name);
    await database.update(table.account).set({ signatureKey }).where(own);
  }
}
