import { findTokenInUse } from '../../db/queries/account/officer-certificate.ts';
import { alreadySent, noteSent } from '../../db/queries/audit/notification.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import { daysLeft } from '../../domain/registration/token-expiry.ts';
import type { TokenWarning } from '../../workflows/signing-token-expiry/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';
import { composeLetter, type Letter } from '../mail/letter.ts';
import { warningId } from './find-token-warnings.ts';

function warning(name: string, validTo: Date, now: Date): Letter {
  const end = validTo.toISOString();
  const left = daysLeft(end, now.toISOString());
  const days = { en: left === 1 ? '1 day' : `${left} days`, hi: `${left} दिन` };
  return {
    subject: {
      en: left === 0 ? 'Your signing token expires today' : `Your signing token: ${days.en} left`,
      hi: left === 0 ? 'आपका डिजिटल टोकन आज समाप्त हो रहा है' : `आपका डिजिटल टोकन: ${days.hi} शेष`,
    },
    paragraphs: [
      { en: `Dear ${name},`, hi: `${name} जी,` },
      {
        en: 'The certificate of the token with which you sign certificates of origin expires soon. From then on its signatures are not accepted.',
        hi: 'जिस टोकन से आप उत्पत्ति प्रमाण-पत्रों पर हस्ताक्षर करते हैं, उसका प्रमाण-पत्र शीघ्र समाप्त होगा। उसके बाद उसके हस्ताक्षर स्वीकार नहीं होंगे।',
      },
      {
        en: 'Get a new one from your certifying authority and register it under your account.',
        hi: 'अपने प्रमाणन प्राधिकारी से नया लें और उसे अपने खाते में पंजीकृत करें।',
      },
    ],
    facts: [{ label: { en: 'Last day', hi: 'अंतिम दिन' }, value: indianDate(end) }],
  };
}

/**
 * Mails an officer that the token expires, unless that was said before or the token counts no more.
 * Safe to repeat.
 */
export function createWarnOfTokenExpiry({
  database,
  mailer,
}: Pick<Dependencies, 'database' | 'mailer'>) {
  return async function warnOfTokenExpiry(due: TokenWarning): Promise<{ sent: boolean }> {
    const id = warningId(due);
    const token = await findTokenInUse(database, due.sha256);
    if (!token || (await alreadySent(database, [id])).has(id)) return { sent: false };
    const now = new Date();
    if (token.validTo <= now) return { sent: false };
    const letter = composeLetter(warning(token.name, token.validTo, now));
    const messageId = id.replaceAll('/', '.');
    const { outcome } = await overGateway(() =>
      mailer.sendMail({ to: token.email, messageId, ...letter }),
    );
    if (outcome === 'refused') return { sent: false };
    const { subject } = letter;
    await noteSent(database, { id, recipient: token.email, subject, sentAt: now });
    return { sent: true };
  };
}
