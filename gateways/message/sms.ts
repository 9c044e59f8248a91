import { z } from 'zod';
import { exchange, jsonOf } from '../http.ts';
import { gatewayUnavailable } from '../unavailable.ts';
import { type SmsTemplateName, smsTemplates, textOf } from './sms-templates.ts';

export type SmsMessage = {
  /** `+91` and ten digits. */
  to: string;
  template: SmsTemplateName;
  /** A value for each variable of the template, at most 30 characters. */
  params: Readonly<Record<string, string>>;
  /** Which message this is: the same for every attempt at it, so that it is delivered once. */
  messageId: string;
};

/** `refused`: this message will never be taken; asking again is useless. `reason` is a stable code. */
export type SmsOutcome = { outcome: 'accepted' } | { outcome: 'refused'; reason: string };

const accepted = z.object({ status: z.literal('accepted') });
const refused = z.object({ code: z.enum(['number-not-indian', 'number-unreachable']) });

/**
 * Sends SMS over an Indian HTTP gateway: API key, sender id (DLT header), DLT entity and template.
 * Throws GatewayUnavailable when the gateway is away, or refuses us rather than the number: a wrong
 * key, sender or template is our misconfiguration and may heal.
 */
export function createSms(settings: {
  url: string;
  apiKey: string;
  senderId: string;
  entityId: string;
  timeoutMs: number;
}) {
  const system = { name: 'sms', url: settings.url, timeoutMs: settings.timeoutMs };
  const headers = {
    'x-api-key': settings.apiKey,
    'content-type': 'application/json',
    accept: 'application/json',
  };

  /** Returns once the gateway has taken the message over. Safe to repeat with the same `messageId`. */
  async function sendSms({ to, template, params, messageId }: SmsMessage): Promise<SmsOutcome> {
    const chosen = smsTemplates[template];
    const body = JSON.stringify({
      sender: settings.senderId,
      entityId: settings.entityId,
      templateId: chosen.dltTemplateId,
      to,
      text: textOf(chosen, params),
      messageId,
    });
    const answer = await exchange(system, '/messages', { method: 'POST', headers, body });
    if (answer.status === 202 && accepted.safeParse(jsonOf(answer)).success) {
      return { outcome: 'accepted' };
    }
    const refusal = refused.safeParse(jsonOf(answer));
    if (answer.status === 422 && refusal.success) {
      return { outcome: 'refused', reason: refusal.data.code };
    }
    throw gatewayUnavailable(
      'sms',
      `took nothing (${answer.status}); check the key, sender, entity and templates`,
    );
  }

  return { sendSms };
}

export type Sms = ReturnType<typeof createSms>;
