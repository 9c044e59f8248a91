import type { Request } from 'express';
import { findAccount } from '../../db/queries/account/account-activity.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import { followDgftAccount } from '../../db/queries/dgft/dgft-account.ts';
import { keepDgftSignIn, takeDgftSignIn } from '../../db/queries/sign-in/dgft-sign-in.ts';
import { isKnownNetwork } from '../../db/queries/sign-in/sign-in.ts';
import type { DgftPerson } from '../../gateways/dgft/sign-in.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { limited } from '../limits/limit.ts';
import { networkOf } from '../limits/network.ts';
import { startSession } from '../sign-in/start-session.ts';
import { refusal } from './refusal.ts';
import { keepVouched } from './second-factor.ts';
import { stateCookie, stateOf } from './sign-in-cookie.ts';
import type { Failure } from './sign-in-page.ts';

/**
 * Begins a sign-in with DGFT: where the browser goes, and the cookie that binds its answer to it.
 * Throws GatewayUnavailable.
 */
export async function beginDgftSignIn(
  api: ApiDependencies,
  request: Request,
): Promise<{ url: string; cookie: string }> {
  await limited(api, 'dgft-sign-in', networkOf(request));
  const { url, ...checks } = await api.dgftSignIn.begin();
  await keepDgftSignIn(api.database, checks);
  return { url, cookie: stateCookie(checks.state, api.publicUrl) };
}

/** `asksFor`: the account has an authenticator, whose code is still missing. */
export type Admitted = { cookie: string; asksFor?: 'code' };

/** A session for whom DGFT vouches, under the account that he has here or, by the sync's rule, gets. */
async function admit(
  api: ApiDependencies,
  request: Request,
  { subject, iec, name, email }: DgftPerson & { iec: string },
): Promise<Admitted | Failure> {
  const person = { subject, iec, name, email, mobile: null, active: true };
  return api.database.transaction(async (transaction) => {
    const { accountId, told } = await followDgftAccount(transaction, person, new Date());
    const account = accountId === null ? null : await findAccount(transaction, accountId);
    if (!account) throw new Error('somebody whom DGFT vouches for has an account');
    const { id, role, active, totpSecretSealed } = account;
    const wasKnown = active && (await isKnownNetwork(api.database, id, networkOf(request)));
    const facts = { accountId: id, role, means: 'dgft', wasKnown } as const;
    const asksForCode = active && totpSecretSealed !== null;
    const vouched = asksForCode ? await keepVouched(api, transaction, id) : null;
    for (const entry of told) await audit(transaction, entry);
    if (vouched !== null) return { cookie: vouched, asksFor: 'code' as const };
    if (active) return startSession(transaction, request, api.publicUrl, facts);
    await audit(transaction, refusal(request, `account/${id}`, 'account-closed'));
    return 'closed';
  });
}

/**
 * Ends a sign-in with DGFT by what the browser came back with: a new session's cookie, that of a
 * sign-in which asks for the authenticator's code, or why there is none. An answer counts once, and only in the browser that began. Throws GatewayUnavailable.
 */
export async function completeDgftSignIn(
  api: ApiDependencies,
  request: Request,
): Promise<Admitted | Failure> {
  const query = new URL(request.originalUrl, api.publicUrl).searchParams;
  const begun = stateOf(request);
  const isOurs = begun !== null && begun === query.get('state');
  const checks = isOurs ? await takeDgftSignIn(api.database, begun) : null;
  const refuse = async (failure: Failure, reason: string): Promise<Failure> => {
    await audit(api.database, refusal(request, 'sign-in/dgft', reason));
    return failure;
  };
  if (!checks) return refuse('not-ours', 'not-begun-here');
  const answer = await api.dgftSignIn.complete(query.toString(), checks);
  if (answer.outcome === 'refused') return refuse('refused', answer.reason);
  const { iec } = answer.person;
  if (iec === null) return refuse('no-iec', 'no-iec');
  return admit(api, request, { ...answer.person, iec });
}
