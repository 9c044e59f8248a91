import type { Request } from 'express';
import { readLink } from '../../credential/one-time-code.ts';
import type { Transaction } from '../../db/database.ts';
import {
  isOthersLogin,
  lockAccount,
  readAccountContact,
  setEmail,
} from '../../db/queries/account/account-contact.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import { dropCodes, pendingOf, putCode, takeCode } from '../../db/queries/sign-in/one-time-code.ts';
import type { SignedIn } from '../../db/queries/sign-in/session.ts';
import {
  accountCodes,
  type EmailSide,
  emailAgreed,
  emailChangeAsked,
  emailCodeOf,
  emailUnderWay,
  readEmailLink,
  underWay,
} from '../../domain/account/account-code.ts';
import { mayHaveEmail, signsInByEmail } from '../../domain/account/account-email.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { hashOfCode } from '../kept-code.ts';
import { limited } from '../limits/limit.ts';
import { networkOf } from '../limits/network.ts';
import { problem } from '../problem/problem.ts';
import { sendAccountMessage, tellOwner } from '../temporal/account-messages.ts';
import { toldBy } from '../told-by.ts';
import { tellRefusedCode } from './refused-code.ts';
import { requireContactKeptHere, requirePassword } from './require-password.ts';

const { minutes } = accountCodes.emailChangeNew;
/** A row that notes something and that no code answers. */
const note = (subject: string, purpose: string, confirms: string) => ({
  subject,
  purpose,
  confirms,
  hash: '',
  minutes,
  tries: 0,
});

const notValid = () =>
  problem('link-not-valid', 'The link was used, is too old, or is not complete.');

/**
 * Asks both addresses to agree to a change (R23); nothing changes before both have. A change that was
 * asked for before is withdrawn. Whether the new address is anybody's makes no difference here.
 */
export async function requestEmailChange(
  api: ApiDependencies,
  account: SignedIn,
  request: Request,
  { email, password }: { email: string; password: string },
): Promise<void> {
  const { accountId } = account;
  await requireContactKeptHere(api, account);
  await requirePassword(api, account, password);
  await limited(api, 'contact-change', accountId);
  const owner = await readAccountContact(api.database, accountId);
  if (!owner || !mayHaveEmail(owner, email)) {
    throw problem('email-not-of-agency', `Your agency's addresses end in ${owner?.emailDomain}.`);
  }
  await api.database.transaction(async (transaction) => {
    await lockAccount(transaction, accountId);
    await dropCodes(transaction, accountId, emailUnderWay);
    await putCode(transaction, note(accountId, emailChangeAsked, email));
    await audit(transaction, {
      subject: `account/${accountId}`,
      action: 'email-change-asked',
      ...toldBy(account, request),
      before: { email: owner.email },
      after: { email },
    });
  });
  await sendAccountMessage(api, { kind: 'email-change', accountId, email });
}

type Agreement = { waitingFor: EmailSide | null; formerEmail: string };

async function agree(
  transaction: Transaction,
  { accountId, side, email }: { accountId: string; side: EmailSide; email: string },
  request: Request,
): Promise<Agreement | null> {
  const asked = await pendingOf(transaction, { subject: accountId, purpose: emailChangeAsked });
  const owner = await readAccountContact(transaction, accountId);
  if (!owner?.active || asked !== email || !mayHaveEmail(owner, email)) return null;
  const other = side === 'old' ? 'new' : 'old';
  const purpose = emailAgreed[other];
  if ((await pendingOf(transaction, { subject: accountId, purpose })) !== email) {
    await putCode(transaction, note(accountId, emailAgreed[side], email));
    return { waitingFor: other, formerEmail: owner.email };
  }
  const alsoLogin = signsInByEmail(owner);
  if (alsoLogin && (await isOthersLogin(transaction, email, accountId))) return null;
  await setEmail(transaction, { accountId, email, alsoLogin });
  await dropCodes(transaction, accountId, underWay);
  const { email: formerEmail, login, role } = owner;
  await audit(transaction, {
    subject: `account/${accountId}`,
    actor: accountId,
    role,
    action: 'email-changed',
    at: new Date(),
    before: { email: formerEmail, login },
    after: { email, login: alsoLogin ? email : login },
    network: request.ip ?? null,
  });
  return { waitingFor: null, formerEmail };
}

/**
 * One of the two addresses agrees, by its mailed link; with the second the address changes, and the
 * former one is told. Throws `link-not-valid` and `too-many-requests`.
 */
export async function confirmEmailChange(
  api: ApiDependencies,
  request: Request,
  { token }: { token: string },
): Promise<{ waitingFor: EmailSide | null }> {
  await limited(api, 'link', networkOf(request));
  const read = readEmailLink(token);
  const link = read && readLink(read.link);
  if (!read || !link) throw notValid();
  const { side } = read;
  const { subject: accountId } = link;
  const { purpose } = emailCodeOf[side];
  const hash = await hashOfCode(api, { purpose, ...link });
  const agreement = await api.database.transaction(async (transaction) => {
    await lockAccount(transaction, accountId);
    const taken = await takeCode(transaction, { purpose, subject: accountId, hash });
    if (taken.outcome !== 'right') {
      const refused = { accountId, purpose, reason: taken.outcome };
      await tellRefusedCode(transaction, request, refused);
      return null;
    }
    if (taken.confirms === null) return null;
    return agree(transaction, { accountId, side, email: taken.confirms }, request);
  });
  if (!agreement) throw notValid();
  const { waitingFor, formerEmail } = agreement;
  if (waitingFor === null) tellOwner(api, { accountId, notice: 'email-changed', to: formerEmail });
  return { waitingFor };
}
