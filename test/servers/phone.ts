import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createSms } from '../../gateways/message/sms.ts';
import { registeredText, smsTemplates } from '../../gateways/message/sms-templates.ts';
import { startPhone } from '../../simulators/phone/server.ts';

const apiKey = 'a-key-of-this-test';
const entityId = '1101160000000000001';
const senderId = 'DGFTCO';

/** An SMS gateway of the test file's own with its phones, our templates registered, and the gateway to it. */
export async function smsGateway() {
  const dataDir = mkdtempSync(join(tmpdir(), 'ecoo-phone-'));
  const phone = await startPhone({ dataDir, port: 0, apiKey });
  const post = (path: string, body: unknown) =>
    fetch(`${phone.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  for (const template of Object.values(smsTemplates)) {
    const registered = { templateId: template.dltTemplateId, text: registeredText(template) };
    await post('/simulator/templates', { ...registered, entityId, sender: senderId });
  }
  afterAll(async () => {
    await phone.stop();
    rmSync(dataDir, { recursive: true });
  });

  /** What has arrived at a number, the newest first. */
  async function messagesTo(number: string): Promise<{ text: string; deliveries: number }[]> {
    const answer = await fetch(`${phone.url}/messages?to=${encodeURIComponent(number)}`);
    return (await answer.json()) as { text: string; deliveries: number }[];
  }

  /** The six digits of the newest message to a number; undefined when there is none. */
  async function codeTo(number: string): Promise<string | undefined> {
    const [newest] = await messagesTo(number);
    return /\b\d{6}\b/.exec(newest?.text ?? '')?.[0];
  }

  const sms = createSms({ url: phone.url, apiKey, senderId, entityId, timeoutMs: 3_000 });
  return { sms, codeTo, messagesTo, setFault: (fault: object) => post('/simulator/faults', fault) };
}
