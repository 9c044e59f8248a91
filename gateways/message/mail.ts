import { createTransport } from 'nodemailer';
import { gatewayUnavailable } from '../unavailable.ts';

export type Mail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  /**
   * Which message this is, such as `application.<id>.issued`: the same for every attempt at it, so
   * that a mailbox shows a message sent twice once. Letters, digits, `.`, `_`, `-`.
   */
  messageId: string;
};

/** `refused`: this recipient or message will never be taken; asking again is useless. */
export type MailOutcome = { outcome: 'accepted' } | { outcome: 'refused'; reason: string };

/** What nodemailer tells of a failure: its own code, the SMTP command, the server's answer. */
type SmtpFailure = Error & { code?: unknown; command?: unknown; responseCode?: unknown };

/** A refused sign-in or sender is our misconfiguration and may heal; a refused recipient is not. */
function isForGood({ code, command, responseCode }: SmtpFailure): boolean {
  if (code === 'EENVELOPE' && command === 'API') return true;
  const permanent = typeof responseCode === 'number' && responseCode >= 500;
  return permanent && (command === 'RCPT TO' || command === 'DATA');
}

/**
 * Sends e-mail over SMTP. `url` is `smtp://host:port` or `smtps://user:password@host:port`; `from`
 * is a plain address. Throws GatewayUnavailable when the server is away or says "try later".
 */
export function createMail(settings: { url: string; from: string; timeoutMs: number }) {
  const { url, from, timeoutMs } = settings;
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const transport = createTransport({
    url,
    // A fresh connection costs a greeting, which mail servers like to delay.
    pool: true,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  /** Returns once the mail server has taken the message over. Safe to repeat. */
  async function sendMail({ messageId, to, ...content }: Mail): Promise<MailOutcome> {
    if (!/^[A-Za-z0-9._-]{1,200}$/.test(messageId)) throw new Error('Not a usable message id');
    try {
      await transport.sendMail({
        ...content,
        from,
        to: { name: '', address: to },
        messageId: `<${messageId}@${domain}>`,
      });
      return { outcome: 'accepted' };
    } catch (cause) {
      const failure = cause as SmtpFailure;
      if (isForGood(failure)) return { outcome: 'refused', reason: failure.message };
      throw gatewayUnavailable('mail', 'the mail server took nothing', { cause });
    }
  }

  /** Ends the connections that wait for the next message. */
  const close = () => transport.close();

  return { sendMail, close };
}

export type Mailer = ReturnType<typeof createMail>;
