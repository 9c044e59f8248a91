import { hashPassword, oneUsePassword } from '../../credential/password.ts';
import { readNewAccount, setFirstPassword } from '../../db/queries/account/account-opening.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import { readRegistration } from '../../db/queries/registration/registration.ts';
import type { Dependencies } from '../dependencies.ts';
import { corrupt } from '../failure.ts';
import { bySystem } from './by.ts';
import { endLetter, mandateLetter, passwordLetter } from './registration-letters.ts';
import { writeOnce } from './write-once.ts';

const passwordDays = 7;

/**
 * Mails the user name and a one-use password (R18). Safe to repeat: until the letter is noted as
 * sent, a repeat makes a new password, and none once the holder has set one of his own. Who had an
 * account before is told of the mandate instead.
 */
export function createSendFirstPassword(dependencies: Dependencies) {
  const { database, publicUrl } = dependencies;
  const url = `${publicUrl}/sign-in`;

  async function setPassword(accountId: string): Promise<string | null> {
    const password = oneUsePassword();
    const hash = await hashPassword(password);
    const at = new Date();
    const expiresAt = new Date(at.getTime() + passwordDays * 24 * 60 * 60 * 1000);
    const set = await database.transaction(async (transaction) => {
      const done = await setFirstPassword(transaction, accountId, { hash, expiresAt });
      if (done) {
        const subject = `account/${accountId}`;
        await audit(transaction, { subject, ...bySystem, action: 'one-use-password-made', at });
      }
      return done;
    });
    return set ? password : null;
  }

  return async function sendFirstPassword({ registrationId }: { registrationId: string }) {
    const { number, kind, iec, accountId } = await readRegistration(database, registrationId);
    if (!accountId) throw corrupt('an active registration has no account');
    const { login, email, passwordHash, passwordExpiresAt } = await readNewAccount(
      database,
      accountId,
    );
    const hasOwn = passwordHash !== null && passwordExpiresAt === null;
    if (hasOwn && kind === 'customs-agent' && iec) {
      const to = { registrationId, email, occasion: 'mandate' };
      return writeOnce(dependencies, to, async () => mandateLetter({ number, iec, url }));
    }
    if (hasOwn) return { sent: true };
    return writeOnce(dependencies, { registrationId, email, occasion: 'password' }, async () => {
      const password = await setPassword(accountId);
      if (password === null) return null;
      return passwordLetter({ number, login, password, days: passwordDays, url });
    });
  };
}

/** Tells the applicant by mail that it ended without an account, and why. Sent once; safe to repeat. */
export function createTellRegistrationEnd(dependencies: Dependencies) {
  return async function tellRegistrationEnd({ registrationId }: { registrationId: string }) {
    const row = await readRegistration(dependencies.database, registrationId);
    const { number, endedBecause, decision, applicant } = row;
    if (endedBecause === null) throw corrupt('a registration has ended without a reason');
    const to = { registrationId, email: applicant.email, occasion: 'end' };
    const reason = decision?.approved === false ? decision.reason : null;
    return writeOnce(dependencies, to, async () => endLetter({ number, endedBecause, reason }));
  };
}
