import { randomUUID } from 'node:crypto';
import { codeHash, newCode } from '../../credential/one-time-code.ts';
import { readAccountContact } from '../../db/queries/account/account-contact.ts';
import { putCode } from '../../db/queries/sign-in/one-time-code.ts';
import { accountCodes } from '../../domain/account/account-code.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';

const { purpose, minutes, tries } = accountCodes.mobileChange;

/**
 * Makes a code, keeps its hash and sends it to the number that is to be confirmed (R19). Done again
 * it sends another code, and the one before is worth nothing.
 */
export function createSendMobileCode({ database, sms, masterKeys }: Dependencies) {
  return async function sendMobileCode(input: { accountId: string; mobile: string }) {
    const contact = await readAccountContact(database, input.accountId);
    if (!contact?.active) return { sent: false };
    const code = newCode();
    const hash = codeHash(masterKeys, { purpose, subject: contact.id, code });
    await putCode(database, {
      purpose,
      subject: contact.id,
      hash,
      minutes,
      tries,
      confirms: input.mobile,
    });
    const { outcome } = await overGateway(() =>
      sms.sendSms({
        to: input.mobile,
        template: 'mobile-change-code',
        params: { code, minutes: String(minutes) },
        messageId: randomUUID(),
      }),
    );
    return { sent: outcome === 'accepted' };
  };
}
