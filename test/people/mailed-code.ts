import type { KeyRing } from '../../credential/key-ring.ts';
import { codeHash, linkText, newLinkToken } from '../../credential/one-time-code.ts';
import type { Database } from '../../db/database.ts';
import { putCode } from '../../db/queries/sign-in/one-time-code.ts';
import {
  accountCodes,
  type EmailSide,
  emailCodeOf,
  emailLinkText,
} from '../../domain/account/account-code.ts';

/** Links and codes as the activities make them, for tests in which no mail is sent. */
export function mailedCodes(database: Database, masterKeys: KeyRing) {
  async function put(
    { purpose, minutes, tries }: { purpose: string; minutes: number; tries: number },
    { subject, code, confirms }: { subject: string; code: string; confirms?: string },
  ): Promise<void> {
    const hash = codeHash(masterKeys, { purpose, subject, code });
    const more = confirms === undefined ? {} : { confirms };
    await putCode(database, { purpose, subject, hash, minutes, tries, ...more });
  }

  /** What the link to a new password carries. */
  async function resetToken(subject: string): Promise<string> {
    const code = newLinkToken();
    await put(accountCodes.passwordReset, { subject, code });
    return linkText(subject, code);
  }

  /** What the link carries by which one address agrees to be, or to be replaced by, this one. */
  async function emailToken(subject: string, side: EmailSide, confirms: string): Promise<string> {
    const code = newLinkToken();
    await put(emailCodeOf[side], { subject, code, confirms });
    return emailLinkText(side, linkText(subject, code));
  }

  const mobileCode = (subject: string, code: string, confirms: string) =>
    put(accountCodes.mobileChange, { subject, code, confirms });

  return { resetToken, emailToken, mobileCode };
}
