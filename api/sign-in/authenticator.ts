import type { Request } from 'express';
import { authenticatorOf, openSecret, sealSecret } from '../../credential/sealed-secret.ts';
import { newTotpSecret, totpStep, totpUri } from '../../credential/totp.ts';
import { lockAccount } from '../../db/queries/account/account-contact.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import {
  enrolAuthenticator,
  keepPendingAuthenticator,
  readAuthenticator,
} from '../../db/queries/sign-in/authenticator.ts';
import { deleteSessionsOf, type SignedIn } from '../../db/queries/sign-in/session.ts';
import { takeTotpStep } from '../../db/queries/sign-in/sign-in.ts';
import { requirePassword } from '../account/require-password.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { limited } from '../limits/limit.ts';
import { tokenHashOf } from '../middleware/session-cookie.ts';
import { problem } from '../problem/problem.ts';
import { tellOwner } from '../temporal/account-messages.ts';
import { toldBy } from '../told-by.ts';

const codeWrong = () =>
  problem('authenticator-code-wrong', 'The code is not the present one, or was used before.');

/** Takes a code of the authenticator that is in use, once. Throws `authenticator-code-wrong`. */
async function requireCode(
  api: ApiDependencies,
  { accountId }: SignedIn,
  sealed: string,
  code: string | undefined,
): Promise<void> {
  await limited(api, 'password-check', accountId);
  const secret = openSecret(sealed, api.masterKeys, authenticatorOf(accountId));
  const step = totpStep(secret, code ?? '', new Date());
  if (step === null || !(await takeTotpStep(api.database, accountId, step))) throw codeWrong();
  await api.limiters['password-check'].forget(accountId);
}

/**
 * Makes a secret for the person's authenticator app; the one in use holds until a code confirms the
 * new one. Asks for the password, where the account has one, and for a code of the authenticator in
 * use. Throws `password-wrong`, `authenticator-code-wrong`, `too-many-requests`.
 */
export async function offerAuthenticator(
  api: ApiDependencies,
  account: SignedIn,
  { password, code }: { password?: string | undefined; code?: string | undefined },
): Promise<{ secret: string; uri: string }> {
  const { accountId, login } = account;
  const present = await readAuthenticator(api.database, accountId);
  if (present?.hasPassword) await requirePassword(api, account, password ?? '');
  if (present?.sealed) await requireCode(api, account, present.sealed, code);
  const secret = newTotpSecret();
  const sealed = sealSecret(secret, api.masterKeys, authenticatorOf(accountId));
  await keepPendingAuthenticator(api.database, accountId, sealed);
  return { secret, uri: totpUri(secret, login) };
}

/**
 * Takes the offered authenticator into use, by its first code, which counts as used; every other
 * session of the person's ends. Throws
 * `authenticator-code-wrong` and `authenticator-not-offered`.
 */
export async function confirmAuthenticator(
  api: ApiDependencies,
  account: SignedIn,
  request: Request,
  code: string,
): Promise<void> {
  const { accountId } = account;
  await limited(api, 'password-check', accountId);
  await api.database.transaction(async (transaction) => {
    // Held from its reading to its enrolment, for keys are rotated meanwhile, and others offered.
    await lockAccount(transaction, accountId);
    const present = await readAuthenticator(transaction, accountId);
    const { pending = null } = present ?? {};
    if (!present || pending === null) {
      const detail = 'There is no secret that waits for its first code.';
      throw problem('authenticator-not-offered', detail);
    }
    const secret = openSecret(pending, api.masterKeys, authenticatorOf(accountId));
    const step = totpStep(secret, code, new Date());
    if (step === null) throw codeWrong();
    await enrolAuthenticator(transaction, { accountId, pending, step });
    const sessionsEnded = await deleteSessionsOf(transaction, accountId, tokenHashOf(request));
    await audit(transaction, {
      subject: `account/${accountId}`,
      action: 'authenticator-enrolled',
      ...toldBy(account, request),
      before: { enrolled: present.sealed !== null },
      after: { enrolled: true, sessionsEnded },
    });
  });
  await api.limiters['password-check'].forget(accountId);
  tellOwner(api, { accountId, notice: 'authenticator-enrolled' });
}
