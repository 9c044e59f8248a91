import { randomUUID } from 'node:crypto';
import { codeHash, linkText, newLinkToken } from '../../credential/one-time-code.ts';
import {
  type AccountContact,
  isOthersLogin,
  readAccountContact,
} from '../../db/queries/account/account-contact.ts';
import { pendingOf, putCode } from '../../db/queries/sign-in/one-time-code.ts';
import {
  type EmailSide,
  emailChangeAsked,
  emailCodeOf,
  emailLinkText,
} from '../../domain/account/account-code.ts';
import { signsInByEmail } from '../../domain/account/account-email.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';
import { composeLetter, type Letter } from '../mail/letter.ts';

type Input = { accountId: string; email: string; side: EmailSide };

const subject = { en: 'Your e-mail address at eCoO', hi: 'eCoO में आपका ई-मेल पता' };
const facts = ({ login, email }: AccountContact, newEmail: string) => [
  { label: { en: 'User name', hi: 'यूज़र नाम' }, value: login },
  { label: { en: 'Present address', hi: 'वर्तमान पता' }, value: email },
  { label: { en: 'New address', hi: 'नया पता' }, value: newEmail },
];

const confirmation = (contact: AccountContact, newEmail: string, url: string): Letter => ({
  subject,
  paragraphs: [
    {
      en: 'Somebody signed in to this account asked to change its e-mail address. It changes when both addresses have agreed within 24 hours.',
      hi: 'इस खाते में साइन इन किसी ने ई-मेल पता बदलने को कहा है। 24 घंटे में दोनों पतों से सहमति मिलने पर ही यह बदलेगा।',
    },
    {
      en: 'If it was not you, do not agree, and change your password.',
      hi: 'यदि आपने नहीं कहा, तो सहमति न दें और अपना पासवर्ड बदलें।',
    },
  ],
  facts: facts(contact, newEmail),
  link: { label: { en: 'Agree to the change', hi: 'बदलाव से सहमति दें' }, url },
});

const alreadyUsed: Letter = {
  subject,
  paragraphs: [
    {
      en: 'Somebody asked to use this address for another account. You already sign in to eCoO with it, so nothing was changed.',
      hi: 'किसी ने यह पता दूसरे खाते के लिए माँगा। आप इसी पते से eCoO में साइन इन करते हैं, इसलिए कुछ नहीं बदला गया।',
    },
  ],
};

/**
 * Makes the link by which one of the two addresses agrees, keeps its hash and mails it (R23). The
 * owner of an address that is another account's login is told so, and gets no link. Nothing is sent
 * for a change that was withdrawn, or replaced by another, since it was asked for.
 */
export function createSendEmailConfirmation(dependencies: Dependencies) {
  const { database, mailer, masterKeys, publicUrl } = dependencies;

  async function letterTo(contact: AccountContact, { email, side }: Input): Promise<Letter> {
    const isTaken = signsInByEmail(contact) && (await isOthersLogin(database, email, contact.id));
    if (isTaken && side === 'new') return alreadyUsed;
    const code = newLinkToken();
    const { purpose, minutes, tries } = emailCodeOf[side];
    const hash = codeHash(masterKeys, { purpose, subject: contact.id, code });
    await putCode(database, {
      purpose,
      subject: contact.id,
      hash,
      minutes,
      tries,
      confirms: email,
    });
    const token = emailLinkText(side, linkText(contact.id, code));
    return confirmation(contact, email, `${publicUrl}/confirm-email?token=${token}`);
  }

  return async function sendEmailConfirmation(input: Input) {
    const contact = await readAccountContact(database, input.accountId);
    const key = { purpose: emailChangeAsked, subject: input.accountId };
    const isAskedStill = (await pendingOf(database, key)) === input.email;
    if (!contact?.active || !isAskedStill) return { sent: false };
    const letter = composeLetter(await letterTo(contact, input));
    const to = input.side === 'old' ? contact.email : input.email;
    const messageId = `account.${randomUUID()}`;
    const { outcome } = await overGateway(() => mailer.sendMail({ to, messageId, ...letter }));
    return { sent: outcome === 'accepted' };
  };
}
