import { randomUUID } from 'node:crypto';
import { hashOfApiToken, newApiToken } from '../../credential/token.ts';
import { apiToken } from '../../db/schema/schema.ts';
import type { Actor, TokenScope } from '../../domain/authority/actor.ts';
import { actorOf, type apiServer, type Login, logins } from '../servers/api-server.ts';

type Server = Awaited<ReturnType<typeof apiServer>>;

/** Somebody who asks: what they may act with by the tests' own list, and how they say who they are. */
export type Asker = { name: string; actor: Actor; headers: Record<string, string> };

/** Keys of programs, narrower than their owners. */
const tokens: [Login, TokenScope[]][] = [
  ['exporter', ['view']],
  ['exporter', ['prepare']],
  ['viewer', ['verify']],
  ['exporter', ['view', 'prepare', 'sign']],
  ['viewer', ['view', 'prepare']],
  ['agent', ['view', 'pay']],
  ['officer', ['view']],
  ['officer', ['view', 'decide']],
  ['administrator', ['view', 'manage', 'decide']],
  ['operations', ['view', 'manage', 'decide']],
];

/** Everybody: each login in person, then programs with keys of theirs. Signs all of them in. */
export async function askersOf({ database, idOf, cookieOf }: Server): Promise<Asker[]> {
  const people = logins.map(async (login) => ({
    name: login,
    actor: actorOf(login, idOf(login)),
    headers: { cookie: await cookieOf(login) },
  }));
  const programs = tokens.map(async ([login, scopes]) => {
    const token = newApiToken();
    const tokenHash = hashOfApiToken(token) ?? '';
    const accountId = idOf(login);
    const expiresAt = new Date(Date.now() + 3_600_000);
    const row = { id: randomUUID(), accountId, name: 'a program', tokenHash, scopes, expiresAt };
    await database.insert(apiToken).values(row);
    return {
      name: `program of ${login} for ${scopes.join(', ')}`,
      actor: { ...actorOf(login, accountId), scopes },
      headers: { authorization: `Bearer ${token}` },
    };
  });
  return Promise.all([...people, ...programs]);
}
