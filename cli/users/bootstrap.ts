import { hashPassword, oneUsePassword } from '../../credential/password.ts';
import type { Database } from '../../db/database.ts';
import { hasOperators, openFirstOperators } from '../../db/queries/account/first-operators.ts';
import { commandFailure, EXIT } from '../exit-code.ts';

export type Named = { name: string; email: string };

const passwordDays = 7;

const refused = {
  'operators-exist':
    'There are accounts of DGFT operations already. They propose and decide on further ones in the service.',
  'login-taken': 'One of the addresses has an account already.',
} as const;

/**
 * Opens the first two accounts of DGFT operations and gives their one-use passwords, which are kept
 * nowhere else. Throws where there is such an account already.
 */
export async function bootstrap(
  database: Database,
  first: Named,
  second: Named,
): Promise<[Named & { password: string }, Named & { password: string }]> {
  if (first.email === second.email) {
    throw commandFailure(EXIT.usage, 'Name two people: nobody decides on his own proposals.');
  }
  // Asked before anything is hashed; asked again under the lock.
  if (await hasOperators(database)) throw commandFailure(EXIT.usage, refused['operators-exist']);
  const given = (person: Named) => ({ ...person, password: oneUsePassword() });
  const [one, other] = [given(first), given(second)];
  const hashed = async ({ name, email, password }: typeof one) => ({
    name,
    email,
    passwordHash: await hashPassword(password),
  });
  const at = new Date();
  const expiresAt = new Date(at.getTime() + passwordDays * 24 * 60 * 60 * 1000);
  const people = [await hashed(one), await hashed(other)] as const;
  const outcome = await openFirstOperators(database, people, { at, expiresAt });
  if (outcome !== 'opened') throw commandFailure(EXIT.usage, refused[outcome]);
  return [one, other];
}
