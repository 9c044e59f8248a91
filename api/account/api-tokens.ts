import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { z } from 'zod';
import { hashOfApiToken, newApiToken } from '../../credential/token.ts';
import { lockAccount } from '../../db/queries/account/account-contact.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import {
  type ApiTokenRow,
  countTokens,
  insertToken,
  revokeToken,
} from '../../db/queries/sign-in/api-token.ts';
import type { SignedIn } from '../../db/queries/sign-in/session.ts';
import { scopesOf, tokensAtOnce } from '../../domain/authority/token-scopes.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { problem } from '../problem/problem.ts';
import type { tokenBody } from '../schemas/account/own-account.ts';
import { tellOwner } from '../temporal/account-messages.ts';
import { toldBy } from '../told-by.ts';

const told = ({ id, name, scopes, expiresAt }: ApiTokenRow) => ({
  token: id,
  name,
  scopes,
  expiresAt: expiresAt.toISOString(),
});

/**
 * Makes an API token, which is given back this once. Throws `scope-not-held` and `tokens-full`; the
 * owner is told by mail, for a token outlives the session that it was made in.
 */
export async function makeToken(
  api: ApiDependencies,
  account: SignedIn,
  request: Request,
  { name, scopes, days }: z.output<typeof tokenBody>,
): Promise<{ token: string; row: ApiTokenRow }> {
  const { accountId } = account;
  const held = scopesOf(account);
  const missing = scopes.filter((scope) => !held.includes(scope));
  if (missing.length > 0) throw problem('scope-not-held', `You have no ${missing.join(', ')}.`);
  const token = newApiToken();
  const tokenHash = hashOfApiToken(token) ?? '';
  const row = await api.database.transaction(async (transaction) => {
    await lockAccount(transaction, accountId);
    if ((await countTokens(transaction, accountId)) >= tokensAtOnce) {
      throw problem('tokens-full', `${tokensAtOnce} API tokens of yours are in force.`);
    }
    const id = randomUUID();
    const made = await insertToken(transaction, { id, accountId, name, tokenHash, scopes, days });
    await audit(transaction, {
      subject: `account/${accountId}`,
      action: 'api-token-made',
      ...toldBy(account, request),
      after: told(made),
    });
    return made;
  });
  tellOwner(api, { accountId, notice: 'token-made' });
  return { token, row };
}

/** Revokes one of the person's own tokens, at once. Throws `not-found`; revoked before is no error. */
export async function endToken(
  api: ApiDependencies,
  account: SignedIn,
  request: Request,
  { id }: { id: string },
): Promise<void> {
  const { accountId } = account;
  await api.database.transaction(async (transaction) => {
    const revoked = await revokeToken(transaction, { accountId, id });
    if (revoked === 'unknown') throw problem('not-found', 'You have no such API token.');
    if (revoked === 'before') return;
    await audit(transaction, {
      subject: `account/${accountId}`,
      action: 'api-token-revoked',
      ...toldBy(account, request),
      before: told(revoked),
    });
  });
}
