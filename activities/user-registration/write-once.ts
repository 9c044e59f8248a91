import { createHash } from 'node:crypto';
import { tellOfRegistration } from '../../db/queries/registration/registration.ts';
import { isNoted, noteLetter } from '../../db/queries/registration/registration-letter.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';
import { composeLetter, type Letter } from '../mail/letter.ts';
import { bySystem } from './by.ts';

/**
 * Names a mail by its registration and its text: a mailbox shows the same mail sent twice once, but
 * never hides a newer link or password behind an older one.
 */
export function messageIdOf(registrationId: string, text: string): string {
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `registration.${registrationId}.${digest}`;
}

/**
 * Mails a letter that is owed once, and notes it in the timeline. `occasion` names the letter among
 * those of its registration; `make` gives null when it is not owed any more. Safe to repeat: what
 * was noted is not sent again. A refused address is told in the audit and not tried again.
 */
export async function writeOnce(
  { database, mailer }: Dependencies,
  to: { registrationId: string; email: string; occasion: string },
  make: () => Promise<Letter | null>,
): Promise<{ sent: boolean }> {
  const { registrationId, email, occasion } = to;
  const id = `registration/${registrationId}/${occasion}`;
  if (await isNoted(database, id)) return { sent: true };
  const letter = await make();
  if (letter === null) return { sent: false };
  const mail = composeLetter(letter);
  const messageId = messageIdOf(registrationId, mail.text);
  const outcome = await overGateway(() => mailer.sendMail({ to: email, messageId, ...mail }));
  const sent = outcome.outcome === 'accepted';
  const at = new Date();
  await database.transaction(async (transaction) => {
    if (sent) {
      await noteLetter(transaction, { id, recipient: email, subject: mail.subject, sentAt: at });
    }
    await tellOfRegistration(transaction, registrationId, {
      by: bySystem,
      at,
      action: sent ? 'letter-sent' : 'letter-not-deliverable',
      after: { letter: occasion },
      step: `letter/${occasion}`,
    });
  });
  return { sent };
}
