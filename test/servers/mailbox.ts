import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { createMail } from '../../gateways/message/mail.ts';
import { startMailbox } from '../../simulators/mailbox/server.ts';

export type ReceivedMail = {
  to: string[];
  subject: string;
  text: string;
  html: string;
  messageId: string;
  /** How often it came under its Message-ID. */
  deliveries: number;
};

/** A mail server of the test file's own, real from SMTP to mailbox, and the gateway to it. */
export async function mailServer() {
  const dataDir = mkdtempSync(join(tmpdir(), 'ecoo-mail-'));
  const mailbox = await startMailbox({ dataDir, smtpPort: 0, port: 0 });
  const mailer = createMail({ url: mailbox.smtpUrl, from: 'coo-dgft@gov.in', timeoutMs: 3_000 });
  afterAll(async () => {
    mailer.close();
    await mailbox.stop();
    rmSync(dataDir, { recursive: true });
  });

  /** What has arrived for an address, the newest first. */
  async function mailsTo(address: string): Promise<ReceivedMail[]> {
    const answer = await fetch(`${mailbox.url}/messages?to=${encodeURIComponent(address)}`);
    return (await answer.json()) as ReceivedMail[];
  }

  /** Breaks the server, or mends it: `{ mode: 'down' }`, `{ mode: 'up' }`. */
  const setFault = (fault: object) =>
    fetch(`${mailbox.url}/simulator/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    });
  return { mailer, mailsTo, setFault, smtpUrl: mailbox.smtpUrl };
}

/** The token in the link of a mail, whichever page it leads to. */
export function tokenIn({ text }: ReceivedMail): string {
  const token = /[?&]token=([^\s&]+)/.exec(text)?.[1];
  expect(token, text).toBeDefined();
  return decodeURIComponent(token ?? '');
}
