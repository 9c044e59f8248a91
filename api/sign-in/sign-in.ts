import { createHmac, randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { macKeys } from '../../credential/key-ring.ts';
import { verifyPassword } from '../../credential/password.ts';
import { authenticatorOf, openSecret } from '../../credential/sealed-secret.ts';
import { totpStep } from '../../credential/totp.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import { findSignedIn, type SignedIn } from '../../db/queries/sign-in/session.ts';
import {
  type Credentials,
  countStrangersAttempt,
  findCredentials,
  isKnownNetwork,
  takeTotpStep,
} from '../../db/queries/sign-in/sign-in.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { tooMany } from '../limits/limit.ts';
import { limits } from '../limits/limits.ts';
import { networkOf } from '../limits/network.ts';
import { startSession } from './start-session.ts';

export type Given = { login: string; password: string; code?: string | undefined };

/** Why signing in was refused: the audit is told, the caller never. */
type Reason =
  | 'unknown-login'
  | 'account-closed'
  | 'locked'
  | 'locked-for-network'
  | 'wrong-password'
  | 'mailed-password-expired'
  | 'code-missing'
  | 'wrong-code'
  | 'code-used';

const lockSeconds = 30 * 60;

/** What stands for a login that nobody has: logins may be mistyped passwords, so none is kept. */
function hashOfLogin({ masterKeys }: ApiDependencies, login: string): string {
  const text = JSON.stringify(['sign-in', login.trim().toLowerCase()]);
  const [key] = macKeys(masterKeys, 'login');
  return createHmac('sha256', key).update(text).digest('hex').slice(0, 32);
}

/** Whether the code is right; a step number to be taken, or null where the account asks for none. */
function codeOf(api: ApiDependencies, account: Credentials, code: string | undefined) {
  if (account.totpSecretSealed === null) return { step: null };
  if (!code?.trim()) return 'code-missing' as const;
  const secret = openSecret(account.totpSecretSealed, api.masterKeys, authenticatorOf(account.id));
  const step = totpStep(secret, code, new Date());
  return step === null ? ('wrong-code' as const) : { step };
}

type Admission = {
  account: Credentials | null;
  /** null: the password decides. */
  refusal: Reason | null;
  wasKnown: boolean;
  locksAccount: boolean;
  /** This is the last of the attempts that account and network have together. */
  locksNetwork: boolean;
  pair: string;
};

/** Who it would be, and whether an attempt may be made at all; it is counted before it is made. */
async function admit(api: ApiDependencies, login: string, network: string): Promise<Admission> {
  const account = await findCredentials(api.database, login);
  // What is asked of a known account is asked of nobody too: the time taken tells nothing.
  const accountId = account?.id ?? randomUUID();
  const pair = `${account?.id ?? hashOfLogin(api, login)}/${network}`;
  const taken = await api.limiters['sign-in'].take(pair);
  const wasKnown = await isKnownNetwork(api.database, accountId, network);
  const { locked, locksNow } = await countStrangersAttempt(
    api.database,
    wasKnown || !taken.allowed ? randomUUID() : accountId,
  );
  const refusal = (): Reason | null => {
    if (!account) return 'unknown-login';
    if (!account.active) return 'account-closed';
    if (!taken.allowed) return 'locked-for-network';
    return locked ? 'locked' : null;
  };
  const locksNetwork = taken.allowed && taken.used >= limits['sign-in'].points;
  return { account, refusal: refusal(), wasKnown, locksAccount: locksNow, locksNetwork, pair };
}

/** Tells the audit of a refusal; the fifth in a row locks account and network together (R21). */
async function refuse(
  api: ApiDependencies,
  { account, locksAccount, locksNetwork, pair }: Admission,
  { login, network, reason }: { login: string; network: string; reason: Reason },
): Promise<null> {
  if (locksNetwork) await api.limiters['sign-in'].block(pair, lockSeconds);
  const locks = [...(locksNetwork ? ['network'] : []), ...(locksAccount ? ['account'] : [])];
  await audit(api.database, {
    subject: account ? `account/${account.id}` : `sign-in/${hashOfLogin(api, login)}`,
    actor: 'anonymous',
    role: null,
    action: 'sign-in-refused',
    at: new Date(),
    after: { reason, locks },
    network,
  });
  return null;
}

/**
 * Signs a person in under a new token, which the returned cookie carries; a session that the request
 * brought along ends. null for every reason to refuse, at the same effort: unknown or ambiguous
 * login, closed or locked account, wrong password, wrong, missing or used code. Throws
 * `too-many-requests` where a network has had too many refusals.
 */
export async function signIn(
  api: ApiDependencies,
  request: Request,
  { login, password, code }: Given,
): Promise<{ account: SignedIn; cookie: string } | null> {
  const network = networkOf(request);
  const counted = await api.limiters['sign-in-network'].take(network);
  if (!counted.allowed) throw tooMany(counted.retryAfterSeconds);
  const admission = await admit(api, login, network);
  const { account, refusal, wasKnown } = admission;
  const refused = (reason: Reason) => refuse(api, admission, { login, network, reason });

  const known = refusal === null ? (account?.passwordHash ?? null) : null;
  const isRight = await verifyPassword(known, password);
  if (refusal !== null || !account) return refused(refusal ?? 'unknown-login');
  if (!isRight) return refused('wrong-password');
  if (account.passwordExpiresAt && account.passwordExpiresAt < new Date()) {
    return refused('mailed-password-expired');
  }
  const coded = codeOf(api, account, code);
  if (typeof coded === 'string') return refused(coded);
  const { step } = coded;

  const begun = await api.database.transaction(async (transaction) => {
    if (step !== null && !(await takeTotpStep(transaction, account.id, step))) return null;
    const means = step === null ? ('password' as const) : ('password-and-code' as const);
    const person = { accountId: account.id, role: account.role, means, wasKnown };
    return startSession(transaction, request, api.publicUrl, person);
  });
  if (!begun) return refused('code-used');
  await api.limiters['sign-in'].forget(admission.pair);
  await api.limiters['sign-in-network'].giveBack(network);
  const signedIn = await findSignedIn(api.database, begun.tokenHash);
  return signedIn && { account: signedIn, cookie: begun.cookie };
}
