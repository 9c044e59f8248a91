import { heartbeat, log } from '@temporalio/activity';
import {
  type ClaimedMessage,
  claimMessages,
  endMessage,
  giveBackMessages,
  postponeMessage,
} from '../../db/queries/notice/case-message.ts';
import type { MessageState } from '../../db/schema/schema.ts';
import { caseLetter, reasonsOf, shortReference } from '../../domain/notification/case-letter.ts';
import type { Channel } from '../../domain/notification/recipients.ts';
import { type SmsTemplateName, smsTemplates } from '../../gateways/message/sms-templates.ts';
import { isGatewayUnavailable } from '../../gateways/unavailable.ts';
import type { Dependencies } from '../dependencies.ts';
import { composeLetter } from '../mail/letter.ts';

const atOnce = 50;
/** As many as the mail gateway has connections. */
const abreast = 5;
const dayLimit: Record<Channel, number> = { mail: 7, sms: 1 };
const shortestPauseSeconds = 15;
const longestPauseSeconds = 1_800;

const mostFaults = 5;
const heartbeatMs = 2_000;

type BatchInput = { channel: Channel; claim: string };
type Sending = Pick<Dependencies, 'database' | 'mailer' | 'sms' | 'publicUrl'>;

/** The same at every attempt, so that a message which comes twice is seen to be one. */
const messageIdOf = ({ noticeId, recipient }: ClaimedMessage) => `case.${noticeId}.${recipient}`;

async function send(
  { mailer, sms, publicUrl }: Sending,
  message: ClaimedMessage,
): Promise<Exclude<MessageState, 'due'>> {
  const { address: to, channel, turn, language, days } = message;
  if (to === null) return 'refused';
  if (days >= dayLimit[channel]) return 'given-up';
  const messageId = messageIdOf(message);
  if (channel === 'mail') {
    const facts = { ...message, reasons: reasonsOf(turn, message), publicUrl };
    const letter = composeLetter(caseLetter(turn, facts), language);
    const { outcome } = await mailer.sendMail({ to, messageId, ...letter });
    return outcome === 'accepted' ? 'sent' : 'refused';
  }
  const template = `case-${turn}-${language}`;
  if (!Object.hasOwn(smsTemplates, template)) return 'refused';
  const { outcome } = await sms.sendSms({
    to,
    template: template as SmsTemplateName,
    params: { reference: shortReference(message) },
    messageId,
  });
  return outcome === 'accepted' ? 'sent' : 'refused';
}

/** A message that cannot even be made must not hold up the others for ever. */
async function attempt(dependencies: Sending, message: ClaimedMessage) {
  try {
    return await send(dependencies, message);
  } catch (error) {
    if (isGatewayUnavailable(error) || message.attempts < mostFaults) throw error;
    const { noticeId, turn, channel } = message;
    log.error('A message of a case could not be made', { noticeId, turn, channel, error });
    return 'given-up';
  }
}

/** Longer each time that the server is away: from a quarter of a minute to half an hour. */
const pauseAfter = (attempts: number): number =>
  Math.min(shortestPauseSeconds * 2 ** (attempts - 1), longestPauseSeconds);

/**
 * Sends what is due on one channel, each message marked as soon as it is taken over. `claim` names
 * the batch: repeated, it takes up where it stopped, so that of what was sent no more than the few
 * unmarked ones go out again, under their own ids. What a server does not take now waits. `more`: there may be more to send at once.
 */
export function createSendMessages(dependencies: Sending) {
  return async function sendMessages(input: BatchInput): Promise<{ sent: number; more: boolean }> {
    const beating = setInterval(heartbeat, heartbeatMs);
    try {
      return await sendBatch(dependencies, input);
    } finally {
      clearInterval(beating);
    }
  };
}

async function sendBatch(dependencies: Sending, { channel, claim }: BatchInput) {
  const { database } = dependencies;
  const claimed = await claimMessages(database, { channel, claim, limit: atOnce });
  let sent = 0;
  for (let at = 0; at < claimed.length; at += abreast) {
    const wave = claimed.slice(at, at + abreast);
    const states = await Promise.all(wave.map((message) => sendOrPostpone(dependencies, message)));
    sent += states.filter((state) => state === 'sent').length;
    // One mailbox that is full says nothing of the others; where none is taken the server is away.
    if (!states.every((state) => state === 'due')) continue;
    await giveBackMessages(database, { channel, claim, seconds: shortestPauseSeconds });
    return { sent, more: false };
  }
  return { sent, more: claimed.length === atOnce };
}

/** Marks what became of a message; `due` again where its server did not take it now. */
async function sendOrPostpone(
  dependencies: Sending,
  message: ClaimedMessage,
): Promise<MessageState> {
  const { database } = dependencies;
  try {
    const state = await attempt(dependencies, message);
    await endMessage(database, message, state);
    return state;
  } catch (error) {
    if (!isGatewayUnavailable(error)) throw error;
    const seconds = error.retryAfterSeconds ?? pauseAfter(message.attempts);
    await postponeMessage(database, message, seconds);
    return 'due';
  }
}
