import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { URI } from 'otpauth';
import type { KeyRing } from '../../credential/key-ring.ts';
import { authenticatorOf, sealSecret } from '../../credential/sealed-secret.ts';
import { newTotpSecret, totpUri } from '../../credential/totp.ts';
import type { Database } from '../../db/database.ts';
import { account } from '../../db/schema/schema.ts';
import { needsAuthenticator } from '../../domain/authority/sign-in-rules.ts';
import { people } from './people.ts';

export type SeededAuthenticator = { login: string; uri: string };

/** Where the simulated phone finds whose codes it shows. */
export const authenticatorsFile = (simulatorsDir: string): string =>
  path.join(simulatorsDir, 'phone', 'authenticators.json');

/** Every seeded authenticator; none where nothing was seeded. */
export function readAuthenticators(file: string): SeededAuthenticator[] {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}

/** The secret in an authenticator's address, base32. */
export function secretIn({ uri }: SeededAuthenticator): string {
  return URI.parse(uri).secret.base32;
}

/**
 * Gives each seeded person whose role needs an authenticator one of this installation, and the
 * simulated phone the same. Who has been given one keeps what he has made of it since, unless the
 * account is a new one (`fresh`).
 */
export async function seedAuthenticators(
  database: Database,
  masterKeys: KeyRing,
  { file, fresh }: { file: string; fresh: readonly string[] },
): Promise<void> {
  const given = new Map(readAuthenticators(file).map((one) => [one.login, one]));
  for (const { login, role } of people) {
    if (!needsAuthenticator(role)) continue;
    const known = given.get(login);
    if (known && !fresh.includes(login)) continue;
    const secret = known ? secretIn(known) : newTotpSecret();
    given.set(login, { login, uri: totpUri(secret, login) });
    const [person] = await database
      .select({ id: account.id })
      .from(account)
      .where(eq(account.login, login));
    if (!person) continue;
    const totpSecretSealed = sealSecret(secret, masterKeys, authenticatorOf(person.id));
    const own = eq(account.id, person.id);
    await database.update(account).set({ totpSecretSealed, totpLastStep: null }).where(own);
  }
  mkdirSync(path.dirname(file), { recursive: true });
  const list = people.flatMap(({ login }) => given.get(login) ?? []);
  writeFileSync(file, `${JSON.stringify(list, null, 2)}\n`, { mode: 0o600 });
}
