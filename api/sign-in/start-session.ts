import type { Request } from 'express';
import type { Database, Transaction } from '../../db/database.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import { deleteSession, insertSession } from '../../db/queries/sign-in/session.ts';
import { rememberSignIn } from '../../db/queries/sign-in/sign-in.ts';
import type { Role } from '../../domain/authority/role.ts';
import { networkOf } from '../limits/network.ts';
import { cookieWith, hashOfToken, newToken, tokenHashOf } from '../middleware/session-cookie.ts';

/** How somebody showed who he is. */
export type SignInMeans = 'password' | 'password-and-code' | 'dgft' | 'dgft-and-code';

type Person = { accountId: string; role: Role };

const userAgentOf = (request: Request) =>
  (request.get('user-agent') ?? '').replaceAll(/[^\x20-\x7e]/g, '').slice(0, 200);

/**
 * Begins a session under a new token and ends the one that the request brought along, so that nobody
 * goes on under a token that was known before. Gives the cookie to set and the token's hash. Of an
 * own transaction it is not the last statement: what it stands for is told to the audit after it.
 */
export async function renewSession(
  transaction: Database | Transaction,
  request: Request,
  publicUrl: string,
  { accountId, role }: Person,
): Promise<{ cookie: string; tokenHash: string }> {
  const before = tokenHashOf(request);
  if (before) await deleteSession(transaction, before);
  const token = newToken();
  const tokenHash = hashOfToken(token);
  const [network, userAgent] = [networkOf(request), userAgentOf(request)];
  await insertSession(transaction, { tokenHash, accountId, role, network, userAgent });
  return { cookie: cookieWith(token, publicUrl), tokenHash };
}

/** Signs in who has been recognised, and tells the audit, which is the transaction's last statement. */
export async function startSession(
  transaction: Transaction,
  request: Request,
  publicUrl: string,
  { means, wasKnown, ...person }: Person & { means: SignInMeans; wasKnown: boolean },
): Promise<{ cookie: string; tokenHash: string }> {
  const { accountId, role } = person;
  const network = networkOf(request);
  await rememberSignIn(transaction, { accountId, network, wasKnown });
  const begun = await renewSession(transaction, request, publicUrl, person);
  await audit(transaction, {
    subject: `account/${accountId}`,
    actor: accountId,
    role,
    action: 'signed-in',
    at: new Date(),
    after: { means },
    network,
  });
  return begun;
}
