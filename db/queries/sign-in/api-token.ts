import { and, desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm';
import type { TokenScope } from '../../../domain/authority/actor.ts';
import type { Database, Transaction } from '../../database.ts';
import { account, apiToken } from '../../schema/schema.ts';
import { isInForce } from '../account/in-force.ts';
import { personColumns, type SignedIn, signedInFrom } from './session.ts';

export type ApiTokenRow = Omit<typeof apiToken.$inferSelect, 'tokenHash' | 'accountId'>;

const shown = {
  id: apiToken.id,
  name: apiToken.name,
  scopes: apiToken.scopes,
  createdAt: apiToken.createdAt,
  expiresAt: apiToken.expiresAt,
  lastUsedAt: apiToken.lastUsedAt,
  revokedAt: apiToken.revokedAt,
};

/** Neither revoked nor expired. */
const inForce = and(isNull(apiToken.revokedAt), gt(apiToken.expiresAt, sql`now()`));

/**
 * Who acts by this token, with its scopes; null when it is unknown, expired or revoked, or the account
 * or its agency is inactive. That it is in use is noted to the minute.
 */
export async function findTokenHolder(
  database: Database,
  tokenHash: string,
): Promise<SignedIn | null> {
  const aMinuteAgo = sql`now() - interval '1 minute'`;
  const isDue = or(isNull(apiToken.lastUsedAt), lt(apiToken.lastUsedAt, aMinuteAgo));
  const [row] = await database
    .select({
      ...personColumns,
      tokenId: apiToken.id,
      scopes: apiToken.scopes,
      noteUse: sql<boolean>`${isDue}`,
    })
    .from(apiToken)
    .innerJoin(account, eq(account.id, apiToken.accountId))
    .where(and(eq(apiToken.tokenHash, tokenHash), inForce, isInForce));
  if (!row) return null;
  const { tokenId, scopes, noteUse, ...person } = row;
  if (noteUse) {
    await database
      .update(apiToken)
      .set({ lastUsedAt: sql`now()` })
      .where(and(eq(apiToken.id, tokenId), isDue));
  }
  return signedInFrom(person, scopes);
}

/** The newest first; those that ended stay listed. */
export function listTokens(database: Database, accountId: string): Promise<ApiTokenRow[]> {
  return database
    .select(shown)
    .from(apiToken)
    .where(eq(apiToken.accountId, accountId))
    .orderBy(desc(apiToken.createdAt), apiToken.id)
    .limit(200);
}

/** How many of a person's tokens are in force. */
export function countTokens(transaction: Transaction, accountId: string): Promise<number> {
  return transaction.$count(apiToken, and(eq(apiToken.accountId, accountId), inForce));
}

export type NewToken = {
  id: string;
  accountId: string;
  name: string;
  tokenHash: string;
  scopes: TokenScope[];
  days: number;
};

export async function insertToken(
  transaction: Transaction,
  { days, ...token }: NewToken,
): Promise<ApiTokenRow> {
  const expiresAt = sql`now() + make_interval(days => ${days})`;
  const [row] = await transaction
    .insert(apiToken)
    .values({ ...token, expiresAt })
    .returning(shown);
  if (!row) throw new Error('the token was not kept');
  return row;
}

/** Revokes one of the person's own tokens: `unknown` when there is none, `before` when it was already. */
export async function revokeToken(
  transaction: Transaction,
  { accountId, id }: { accountId: string; id: string },
): Promise<ApiTokenRow | 'unknown' | 'before'> {
  const own = and(eq(apiToken.id, id), eq(apiToken.accountId, accountId));
  const [row] = await transaction
    .update(apiToken)
    .set({ revokedAt: sql`now()` })
    .where(and(own, isNull(apiToken.revokedAt)))
    .returning(shown);
  if (row) return row;
  return (await transaction.$count(apiToken, own)) > 0 ? 'before' : 'unknown';
}
