import { isCancellation, log } from '@temporalio/workflow';
import { reasonOf } from '../refusal-failure.ts';
import type { Reminder } from './contract.ts';
import type { Registration } from './registration.ts';
import * as steps from './steps.ts';

export type Post = ReturnType<typeof openPost>;

/**
 * What is written to people while the registration goes on. Sending waits for no answer and holds
 * nothing up: while the mail server is away, proofs are still taken.
 */
export function openPost({ registrationId }: Registration) {
  let underWay: Promise<void>[] = [];
  let codes = 0;

  function send(what: string, act: () => Promise<unknown>): void {
    const sent = act().then(
      () => {},
      (error: unknown) => {
        if (isCancellation(error)) throw error;
        log.warn('Somebody could not be written to', { what, reason: reasonOf(error) });
      },
    );
    underWay.push(sent);
  }

  return {
    sendCode(channel: 'email' | 'mobile'): void {
      codes += 1;
      send('code', () => steps.sendRegistrationCode({ registrationId, channel }));
    },
    codesSent: () => codes,
    /** `occasion` tells one reminder from the next; the same one is sent once. */
    remind: (reminder: Reminder, occasion = 'first') =>
      send('reminder', () => steps.remindOfRegistration({ registrationId, reminder, occasion })),
    async allSent(): Promise<void> {
      const sending = underWay;
      underWay = [];
      await Promise.all(sending);
    },
  };
}
