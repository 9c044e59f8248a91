import { randomUUID } from 'node:crypto';
import { codeHash, linkText, newLinkToken } from '../../credential/one-time-code.ts';
import {
  type AccountContact,
  readAccountContact,
} from '../../db/queries/account/account-contact.ts';
import { putCode } from '../../db/queries/sign-in/one-time-code.ts';
import { accountCodes } from '../../domain/account/account-code.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';
import { composeLetter, type Letter } from '../mail/letter.ts';

const { purpose, minutes, tries } = accountCodes.passwordReset;

const subject = { en: 'A new password for eCoO', hi: 'eCoO के लिए नया पासवर्ड' };
const user = (login: string) => ({ label: { en: 'User name', hi: 'यूज़र नाम' }, value: login });

const withLink = ({ login }: AccountContact, url: string): Letter => ({
  subject,
  paragraphs: [
    {
      en: `Somebody, we think you, asked for a new password. The link works once, for ${minutes} minutes; only the newest one works.`,
      hi: `किसी ने, संभवतः आपने, नया पासवर्ड माँगा है। यह लिंक एक बार, ${minutes} मिनट तक चलेगा; केवल सबसे नया लिंक चलता है।`,
    },
    {
      en: 'If it was not you, do nothing: your password stays as it is.',
      hi: 'यदि आपने नहीं माँगा, तो कुछ न करें: आपका पासवर्ड वही रहेगा।',
    },
  ],
  facts: [user(login)],
  link: { label: { en: 'Set a new password', hi: 'नया पासवर्ड रखें' }, url },
});

const withDgft = ({ login }: AccountContact, publicUrl: string): Letter => ({
  subject,
  paragraphs: [
    {
      en: 'Somebody, we think you, asked for a new password. Your account has none here: you sign in with DGFT.',
      hi: 'किसी ने, संभवतः आपने, नया पासवर्ड माँगा है। आपके खाते का यहाँ कोई पासवर्ड नहीं है: आप DGFT से साइन इन करते हैं।',
    },
  ],
  facts: [user(login)],
  link: { label: { en: 'Sign in', hi: 'साइन इन करें' }, url: `${publicUrl}/sign-in` },
});

/**
 * Makes a link to a new password, keeps its hash and mails it to the account's address (R22). Done
 * again it mails another link, and the one before is worth nothing.
 */
export function createSendResetLink({ database, mailer, masterKeys, publicUrl }: Dependencies) {
  async function letterTo(contact: AccountContact): Promise<Letter> {
    if (contact.passwordHash === null) return withDgft(contact, publicUrl);
    const code = newLinkToken();
    const hash = codeHash(masterKeys, { purpose, subject: contact.id, code });
    await putCode(database, { purpose, subject: contact.id, hash, minutes, tries });
    return withLink(contact, `${publicUrl}/reset-password?token=${linkText(contact.id, code)}`);
  }

  return async function sendResetLink({ accountId }: { accountId: string }) {
    const contact = await readAccountContact(database, accountId);
    if (!contact?.active) return { sent: false };
    const letter = composeLetter(await letterTo(contact));
    const messageId = `account.${randomUUID()}`;
    const { outcome } = await overGateway(() =>
      mailer.sendMail({ to: contact.email, messageId, ...letter }),
    );
    return { sent: outcome === 'accepted' };
  };
}
