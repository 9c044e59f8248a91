import type { Request } from 'express';
import {
  lockAccount,
  readAccountContact,
  setMobile,
} from '../../db/queries/account/account-contact.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import { takeCode } from '../../db/queries/sign-in/one-time-code.ts';
import type { SignedIn } from '../../db/queries/sign-in/session.ts';
import { accountCodes } from '../../domain/account/account-code.ts';
import { indianMobile } from '../../domain/identifier/mobile.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { hashOfCode } from '../kept-code.ts';
import { limited } from '../limits/limit.ts';
import { problem } from '../problem/problem.ts';
import { sendAccountMessage, tellOwner } from '../temporal/account-messages.ts';
import { toldBy } from '../told-by.ts';
import { tellRefusedCode } from './refused-code.ts';
import { requireContactKeptHere, requirePassword } from './require-password.ts';

const { purpose } = accountCodes.mobileChange;

/** Has a code sent to the new number, after the password was given once more (R19). */
export async function requestMobileChange(
  api: ApiDependencies,
  account: SignedIn,
  { mobile, password }: { mobile: string; password: string },
): Promise<void> {
  const { accountId } = account;
  await requireContactKeptHere(api, account);
  await requirePassword(api, account, password);
  await limited(api, 'contact-change', accountId);
  const number = indianMobile(mobile);
  if (!number) throw problem('invalid-request', 'This is no Indian mobile number.');
  await sendAccountMessage(api, { kind: 'mobile-change', accountId, mobile: number });
}

/** Changes the number to the one that the code was sent to. Throws `code-wrong`, `code-not-valid` and `too-many-requests`. */
export async function confirmMobileChange(
  api: ApiDependencies,
  account: SignedIn,
  request: Request,
  { code }: { code: string },
): Promise<void> {
  const { accountId } = account;
  await limited(api, 'link', accountId);
  const hash = await hashOfCode(api, { purpose, subject: accountId, code });
  const outcome = await api.database.transaction(async (transaction) => {
    await lockAccount(transaction, accountId);
    const taken = await takeCode(transaction, { purpose, subject: accountId, hash });
    if (taken.outcome !== 'right') {
      const refused = { accountId, purpose, reason: taken.outcome };
      await tellRefusedCode(transaction, request, refused);
      return taken.outcome;
    }
    if (taken.confirms === null) return 'gone';
    const before = await readAccountContact(transaction, accountId);
    await setMobile(transaction, { accountId, mobile: taken.confirms });
    await audit(transaction, {
      subject: `account/${accountId}`,
      action: 'mobile-changed',
      ...toldBy(account, request),
      before: { mobile: before?.mobile ?? null },
      after: { mobile: taken.confirms },
    });
    return 'right';
  });
  if (outcome === 'wrong') throw problem('code-wrong', 'This is not the code that was sent.');
  if (outcome === 'gone') throw problem('code-not-valid', 'There is no code to be confirmed.');
  tellOwner(api, { accountId, notice: 'mobile-changed' });
}
