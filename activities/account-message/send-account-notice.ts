import { randomUUID } from 'node:crypto';
import { activityInfo } from '@temporalio/activity';
import { readAccountContact } from '../../db/queries/account/account-contact.ts';
import type { AccountNotice, NoticeOfOthers } from '../../workflows/account-message/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';
import { composeLetter, helpdesk, type Words } from '../mail/letter.ts';

const doneByOthers: Record<NoticeOfOthers, Words> = {
  'account-deactivated': {
    en: 'Your account was deactivated: every session ended, every API token was revoked, and you cannot sign in.',
    hi: 'आपका खाता निष्क्रिय किया गया: सभी सत्र समाप्त, सभी API टोकन रद्द किए गए, और आप साइन इन नहीं कर सकते।',
  },
  'account-activated': {
    en: 'Your account was activated: you can sign in again.',
    hi: 'आपका खाता सक्रिय किया गया: आप फिर साइन इन कर सकते हैं।',
  },
  'rights-changed': {
    en: 'What you may do for your exporter was changed. You see it under your account.',
    hi: 'आप अपने निर्यातक के लिए क्या कर सकते हैं, यह बदला गया। आप इसे अपने खाते में देख सकते हैं।',
  },
  'offices-changed': {
    en: 'The offices that you act for were changed. You see them under your account.',
    hi: 'जिन कार्यालयों के लिए आप काम करते हैं, वे बदले गए। आप उन्हें अपने खाते में देख सकते हैं।',
  },
  'mandate-changed': {
    en: 'An exporter changed what you may do for it. You see it under your account.',
    hi: 'एक निर्यातक ने बदला कि आप उसके लिए क्या कर सकते हैं। आप इसे अपने खाते में देख सकते हैं।',
  },
  'mandate-revoked': {
    en: 'An exporter revoked your mandate: you act for it no more.',
    hi: 'एक निर्यातक ने आपका अधिदेश वापस लिया: अब आप उसकी ओर से काम नहीं करते।',
  },
};

const notices: Record<AccountNotice, Words> = {
  ...doneByOthers,
  'password-changed': {
    en: 'The password of your account was changed, and every other session ended.',
    hi: 'आपके खाते का पासवर्ड बदला गया और अन्य सभी सत्र समाप्त किए गए।',
  },
  'password-reset': {
    en: 'The password of your account was set anew by a mailed link. Every session ended and every API token was revoked.',
    hi: 'मेल के लिंक से आपके खाते का पासवर्ड नया रखा गया। सभी सत्र समाप्त और सभी API टोकन रद्द किए गए।',
  },
  'email-changed': {
    en: 'Your account has another e-mail address now; this one is told nothing more.',
    hi: 'आपके खाते का ई-मेल पता बदल गया है; इस पते पर अब कुछ नहीं भेजा जाएगा।',
  },
  'mobile-changed': {
    en: 'The mobile number of your account was changed.',
    hi: 'आपके खाते का मोबाइल नंबर बदला गया।',
  },
  'token-made': {
    en: 'An API token was made for your account: a program that holds it can act for you. You see and revoke it under your account.',
    hi: 'आपके खाते के लिए API टोकन बनाया गया: जिस प्रोग्राम के पास वह है, वह आपकी ओर से काम कर सकता है। आप उसे अपने खाते में देख और रद्द कर सकते हैं।',
  },
  'authenticator-enrolled': {
    en: 'An authenticator was taken into use for your account: signing in asks for its code from now on. Every other session ended.',
    hi: 'आपके खाते में ऑथेंटिकेटर जोड़ा गया: अब साइन इन में उसका कोड माँगा जाएगा। अन्य सभी सत्र समाप्त किए गए।',
  },
  'authenticator-reset': {
    en: 'The authenticator of your account was taken away by the helpdesk, and every session ended.',
    hi: 'सहायता केंद्र ने आपके खाते का ऑथेंटिकेटर हटा दिया और सभी सत्र समाप्त किए गए।',
  },
  'signing-token-registered': {
    en: 'A signing token was registered for your account: from now on certificates of origin are signed with it, and with no other.',
    hi: 'आपके खाते के लिए डिजिटल हस्ताक्षर टोकन पंजीकृत हुआ: अब उत्पत्ति प्रमाण-पत्रों पर केवल उसी से हस्ताक्षर होंगे।',
  },
};

const ifNotYou: Words = {
  en: `If it was not you, ask for a new password at once and call the helpdesk: ${helpdesk}`,
  hi: `यदि यह आपने नहीं किया, तो तुरंत नया पासवर्ड माँगें और सहायता से संपर्क करें: ${helpdesk}`,
};
const ifNotRight: Words = {
  en: `If this is not right, ask whoever manages your account, or the helpdesk: ${helpdesk}`,
  hi: `यदि यह सही नहीं है, तो अपने खाते के प्रबंधक या सहायता से पूछें: ${helpdesk}`,
};

/** Mails the owner what was changed (R22, R23), so that a stranger cannot change it unseen. Safe to repeat. */
export function createSendAccountNotice({ database, mailer }: Dependencies) {
  return async function sendAccountNotice(input: {
    accountId: string;
    notice: AccountNotice;
    to: string | null;
  }) {
    const contact = await readAccountContact(database, input.accountId);
    if (!contact) return { sent: false };
    const letter = composeLetter({
      subject: { en: 'A change to your eCoO account', hi: 'आपके eCoO खाते में बदलाव' },
      paragraphs: [notices[input.notice], input.notice in doneByOthers ? ifNotRight : ifNotYou],
      facts: [{ label: { en: 'User name', hi: 'यूज़र नाम' }, value: contact.login }],
    });
    const { workflowExecution } = activityInfo();
    const messageId = (workflowExecution?.workflowId ?? randomUUID()).replaceAll('/', '.');
    const to = input.to ?? contact.email;
    const { outcome } = await overGateway(() => mailer.sendMail({ to, messageId, ...letter }));
    return { sent: outcome === 'accepted' };
  };
}
