import { codeHash, linkText, newCode, newLinkToken } from '../../credential/one-time-code.ts';
import {
  readRegistration,
  tellOfRegistration,
} from '../../db/queries/registration/registration.ts';
import { putCode } from '../../db/queries/sign-in/one-time-code.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';
import { composeLetter } from '../mail/letter.ts';
import { bySystem } from './by.ts';
import { linkLetter } from './registration-letters.ts';
import { messageIdOf } from './write-once.ts';

const codeMinutes = 10;
const linkMinutes = 7 * 24 * 60;

/**
 * Makes a fresh link into the registration and keeps its hash; the one before is worth nothing any
 * more. The tries are generous: 256 random bits are not guessed.
 */
export async function freshLink(
  { database, masterKeys, publicUrl }: Dependencies,
  { id, email }: { id: string; email: string },
): Promise<string> {
  const token = newLinkToken();
  const of = { purpose: 'registration-email', subject: id };
  const hash = codeHash(masterKeys, { ...of, code: token });
  await putCode(database, { ...of, hash, minutes: linkMinutes, tries: 50, confirms: email });
  return `${publicUrl}/registration/verify?link=${linkText(id, token)}`;
}

/**
 * Sends the link to the address or the code to the mobile (R19), made here and kept only hashed, so
 * that neither passes through Temporal. A repeat sends a new one; the newest counts.
 */
export function createSendRegistrationCode(dependencies: Dependencies) {
  const { database, mailer, sms, masterKeys } = dependencies;

  async function sendLink(registrationId: string) {
    const { id, kind, number, applicant } = await readRegistration(database, registrationId);
    const { email } = applicant;
    const url = await freshLink(dependencies, { id, email });
    const letter = composeLetter(linkLetter({ kind, number, url }));
    const messageId = messageIdOf(id, letter.text);
    return overGateway(() => mailer.sendMail({ to: email, messageId, ...letter }));
  }

  async function sendText(registrationId: string) {
    const { id, applicant } = await readRegistration(database, registrationId);
    const code = newCode();
    const of = { purpose: 'registration-mobile', subject: id };
    const hash = codeHash(masterKeys, { ...of, code });
    const { mobile } = applicant;
    await putCode(database, { ...of, hash, minutes: codeMinutes, tries: 5, confirms: mobile });
    return overGateway(() =>
      sms.sendSms({
        to: mobile,
        template: 'registration-code',
        params: { code, minutes: String(codeMinutes) },
        messageId: messageIdOf(id, code),
      }),
    );
  }

  return async function sendRegistrationCode(input: {
    registrationId: string;
    channel: 'email' | 'mobile';
  }): Promise<{ sent: boolean }> {
    const { registrationId, channel } = input;
    const outcome = await (channel === 'email' ? sendLink : sendText)(registrationId);
    const sent = outcome.outcome === 'accepted';
    await tellOfRegistration(database, registrationId, {
      by: bySystem,
      at: new Date(),
      action: sent ? 'code-sent' : 'code-not-deliverable',
      after: { channel },
    });
    return { sent };
  };
}
