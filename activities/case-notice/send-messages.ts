import { heartbeat, log } from '@temporalio/activity';
import {
  type ClaimedMessage,
  claimMessages,
  type EndedMessage,
  endMessages,
  giveBackMessages,
  postponeMessage,
} from '../../db/queries/notice/case-message.ts';
import { caseLetter, reasonsOf, shortReference } from '../../domain/notification/case-letter.ts';
import type { Channel } from '../../domain/notification/recipients.ts';
import { isLeftBehind } from '../../domain/notification/turn.ts';
import { type SmsTemplateName, smsTemplates } from '../../gateways/message/sms-templates.ts';
import { isGatewayUnavailable } from '../../gateways/unavailable.ts';
import type { Dependencies } from '../dependencies.ts';
import { composeLetter } from '../mail/letter.ts';

const atOnce = 200;
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
): Promise<EndedMessage['state']> {
  const { address: to, channel, turn, language, days } = message;
  if (to === null) return 'refused';
  if (isLeftBehind(message)) return 'overtaken';
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
 * Sends what is due on one channel, a few at once, which are marked as soon as they are taken over.
 * `claim` names the batch: repeated, it takes up where it stopped, so that of what was sent no more
 * than those few go out again, under their own ids. What a server does not take now waits. `more`:
 * there may be more to send at once.
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
    const ended = await sendWave(dependencies, channel, wave);
    sent += ended.filter(({ state }) => state === 'sent').length;
    // One mailbox that is full says nothing of the others; where none is taken the server is away.
    if (ended.length > 0) continue;
    await giveBackMessages(database, { channel, claim, seconds: shortestPauseSeconds });
    return { sent, more: false };
  }
  return { sent, more: claimed.length === atOnce };
}

/** Marks what was sent before it throws for what could not even be made: it would go out again. */
async function sendWave(
  dependencies: Sending,
  channel: Channel,
  wave: readonly ClaimedMessage[],
): Promise<EndedMessage[]> {
  const results = await Promise.allSettled(
    wave.map((message) => sendOrPostpone(dependencies, message)),
  );
  const ended = wave.flatMap(({ noticeId, recipient }, at) => {
    const result = results[at];
    const state = result?.status === 'fulfilled' ? result.value : null;
    return state ? [{ noticeId, recipient, state }] : [];
  });
  if (ended.length > 0) await endMessages(dependencies.database, channel, ended);
  const fault = results.find((result) => result.status === 'rejected');
  if (fault) throw fault.reason;
  return ended;
}

/** null: its server did not take the message now, so it waits. */
async function sendOrPostpone(
  dependencies: Sending,
  message: ClaimedMessage,
): Promise<EndedMessage['state'] | null> {
  try {
    return await attempt(dependencies, message);
  } catch (error) {
    if (!isGatewayUnavailable(error)) throw error;
    const seconds = error.retryAfterSeconds ?? pauseAfter(message.attempts);
    await postponeMessage(dependencies.database, message, seconds);
    return null;
  }
}
