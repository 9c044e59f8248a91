import type { Request } from 'express';
import { newTotpSecret, totpStep, totpUri } from '../../credential/totp.ts';
import type { Transaction } from '../../db/database.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import {
  type Authenticator,
  enrolAuthenticator,
  keepPendingAuthenticator,
  readAuthenticator,
} from '../../db/queries/sign-in/authenticator.ts';
import { deleteSessionsOf, type SignedIn } from '../../db/queries/sign-in/session.ts';
import { takeTotpStep } from '../../db/queries/sign-in/sign-in.ts';
import { openSecret, sealSecret } from '../../gateways/sealed-secret.ts';
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
  const step = totpStep(openSecret(sealed, api.masterKey), code ?? '', new Date());
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
  await keepPendingAuthenticator(api.database, accountId, sealSecret(secret, api.masterKey));
  return { secret, uri: totpUri(secret, login) };
}

async function enrol(
  transaction: Transaction,
  account: SignedIn,
  present: Authenticator & { pending: string },
  { step, request }: { step: number; request: Request },
): Promise<boolean> {
  const { accountId } = account;
  const { pending } = present;
  if (!(await enrolAuthenticator(transaction, { accountId, pending, step }))) return false;
  const sessionsEnded = await deleteSessionsOf(transaction, accountId, tokenHashOf(request));
  await audit(transaction, {
    subject: `account/${accountId}`,
    action: 'authenticator-enrolled',
    ...toldBy(account, request),
    before: { enrolled: present.sealed !== null },
    after: { enrolled: true, sessionsEnded },
  });
  return true;
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
  const present = await readAuthenticator(api.database, accountId);
  const { pending = null } = present ?? {};
  if (!present || pending === null) {
    throw problem('authenticator-not-offered', 'There is no secret that waits for its first code.');
  }
  const step = totpStep(openSecret(pending, api.masterKey), code, new Date());
  if (step === null) throw codeWrong();
  const enrolled = await api.database.transaction((transaction) =>
    enrol(transaction, account, { ...present, pending }, { step, request }),
  );
  if (!enrolled) throw codeWrong();
  await api.limiters['password-check'].forget(accountId);
  tellOwner(api, { accountId, notice: 'authenticator-enrolled' });
}
