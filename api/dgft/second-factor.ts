import type { Request } from 'express';
import { codeHash, linkText, newLinkToken, readLink } from '../../credential/one-time-code.ts';
import { authenticatorOf, openSecret } from '../../credential/sealed-secret.ts';
import { totpStep } from '../../credential/totp.ts';
import type { Transaction } from '../../db/database.ts';
import { findAccount } from '../../db/queries/account/account-activity.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import { putCode, takeCode } from '../../db/queries/sign-in/one-time-code.ts';
import { isKnownNetwork, takeTotpStep } from '../../db/queries/sign-in/sign-in.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { hashOfCode } from '../kept-code.ts';
import { limited } from '../limits/limit.ts';
import { networkOf } from '../limits/network.ts';
import { startSession } from '../sign-in/start-session.ts';
import { refusal } from './refusal.ts';
import { stateCookie, stateOf } from './sign-in-cookie.ts';
import type { Failure } from './sign-in-page.ts';

const purpose = 'dgft-sign-in';
const minutes = 10;

/**
 * Notes that DGFT has vouched for somebody whose account has an authenticator, which is asked for
 * beside it. Gives the cookie by which this browser, and no other, comes back with the code.
 */
export async function keepVouched(
  api: ApiDependencies,
  transaction: Transaction,
  accountId: string,
): Promise<string> {
  const token = newLinkToken();
  const hash = codeHash(api.masterKeys, { purpose, subject: accountId, code: token });
  await putCode(transaction, { purpose, subject: accountId, hash, minutes, tries: 1 });
  return stateCookie(linkText(accountId, token), api.publicUrl);
}

/**
 * Ends a sign-in with DGFT by the authenticator's code: a new session's cookie, or why there is none.
 * One code for each time that DGFT vouches: whoever mistypes it begins again.
 */
export async function completeByCode(
  api: ApiDependencies,
  request: Request,
  code: string,
): Promise<{ cookie: string } | Failure> {
  const vouched = readLink(stateOf(request) ?? '');
  if (!vouched) return 'not-ours';
  const { subject: accountId } = vouched;
  const hash = await hashOfCode(api, { purpose, ...vouched });
  const taken = await takeCode(api.database, { purpose, subject: accountId, hash });
  if (taken.outcome !== 'right') return 'not-ours';
  await limited(api, 'password-check', accountId);
  const network = networkOf(request);
  const wasKnown = await isKnownNetwork(api.database, accountId, network);
  const ended = await api.database.transaction(async (transaction) => {
    const account = await findAccount(transaction, accountId);
    const sealed = account?.active ? account.totpSecretSealed : null;
    if (!account || sealed === null) return 'closed' as const;
    const secret = openSecret(sealed, api.masterKeys, authenticatorOf(accountId));
    const step = totpStep(secret, code, new Date());
    if (step === null || !(await takeTotpStep(transaction, accountId, step))) {
      await audit(transaction, refusal(request, `account/${accountId}`, 'wrong-code'));
      return 'code-wrong' as const;
    }
    const person = { accountId, role: account.role, means: 'dgft-and-code', wasKnown } as const;
    return startSession(transaction, request, api.publicUrl, person);
  });
  if (typeof ended !== 'string') await api.limiters['password-check'].forget(accountId);
  return ended;
}
