import { alreadySent, noteSent } from '../../db/queries/audit/notification.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';
import type { composeLetter } from './letter.ts';

/**
 * Mails what `compose` gives, unless a message of this `id` went out before; false when it did, or
 * when the address takes none. Its Message-ID is made of the id, so that one which a dying worker sent comes again
 * under the same. Safe to repeat. Throws UpstreamUnavailable while the mail server is away.
 */
export async function mailOnce(
  { database, mailer }: Pick<Dependencies, 'database' | 'mailer'>,
  { id, to }: { id: string; to: string },
  compose: () => ReturnType<typeof composeLetter>,
): Promise<boolean> {
  if ((await alreadySent(database, [id])).has(id)) return false;
  const letter = compose();
  const messageId = id.replaceAll('/', '.');
  const { outcome } = await overGateway(() => mailer.sendMail({ to, messageId, ...letter }));
  if (outcome === 'refused') return false;
  await noteSent(database, { id, recipient: to, subject: letter.subject, sentAt: new Date() });
  return true;
}
