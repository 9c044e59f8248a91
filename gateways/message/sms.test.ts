import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { languages } from '../../domain/notification/letter.ts';
import { tellings, turns } from '../../domain/notification/turn.ts';
import { startPhone } from '../../simulators/phone/server.ts';
import { caseSmsTemplates } from './case-sms-templates.ts';
import { createSms } from './sms.ts';
import { registeredText, smsTemplates, textOf } from './sms-templates.ts';

const apiKey = 'a-key-of-this-test';
const entityId = '1101160000000000001';
const senderId = 'DGFTCO';
let dataDir: string;
let phone: Awaited<ReturnType<typeof startPhone>>;
const sms = (more: object = {}) =>
  createSms({ url: phone.url, apiKey, senderId, entityId, timeoutMs: 2_000, ...more });
const message = {
  to: '+919000000101',
  template: 'registration-code' as const,
  params: { code: '123456', minutes: '10' },
  messageId: 'registration.1.mobile',
};
const post = (path: string, body: unknown) =>
  fetch(`${phone.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const register = (templateId: string, text: string) =>
  post('/simulator/templates', { templateId, entityId, sender: senderId, text });
const inbox = async (to = message.to) =>
  (await (await fetch(`${phone.url}/messages?to=${encodeURIComponent(to)}`)).json()) as object[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'phone-'));
  phone = await startPhone({ dataDir, port: 0, apiKey });
});
beforeEach(async () => {
  await post('/simulator/faults', { mode: 'up' });
  for (const template of Object.values(smsTemplates)) {
    await register(template.dltTemplateId, registeredText(template));
  }
});
afterAll(async () => {
  await phone.stop();
  await rm(dataDir, { recursive: true });
});

test('R19 a code reaches the number in English and Hindi; the same message sent again is one', async () => {
  expect(await sms().sendSms(message)).toEqual({ outcome: 'accepted' });
  await sms().sendSms(message);
  expect(await inbox()).toEqual([
    expect.objectContaining({
      deliveries: 2,
      sender: senderId,
      text: expect.stringMatching(/^123456 is your code[\s\S]*कोड 123456 है/),
    }),
  ]);
  expect(await inbox('+919000000102')).toEqual([]);
});

test.each(Object.entries(smsTemplates))('the text of %s is that of its template', (_name, one) => {
  const params = { code: '654321', minutes: '10', reference: '654321' };
  const variables = { code: '{#var#}', minutes: '{#var#}', reference: '{#var#}' };
  expect(registeredText(one)).toBe(textOf(one, variables));
  expect(textOf(one, params)).toContain('654321');
  expect(() => textOf(one, { ...params, code: '', reference: '' })).toThrow(/no usable value for/);
  const long = '6'.repeat(31);
  expect(() => textOf(one, { ...params, code: long, reference: long })).toThrow();
});

test('no two templates share what they are registered under', () => {
  const ids = Object.values(smsTemplates).map(({ dltTemplateId }) => dltTemplateId);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each([['+9190000001'], ['+449000000101'], ['9000000101'], ['+911234567890']])(
  'the number %s is refused for good',
  async (to) => {
    const outcome = await sms().sendSms({ ...message, to, messageId: `wrong.${to}` });
    expect(outcome).toEqual({ outcome: 'refused', reason: 'number-not-indian' });
  },
);

test('a number at which nobody is reached is refused for good', async () => {
  const outcome = await sms().sendSms({ ...message, to: '+919999999999', messageId: 'nobody' });
  expect(outcome).toEqual({ outcome: 'refused', reason: 'number-unreachable' });
});

describe('what may heal is unavailability:', () => {
  const unavailable = { name: 'GatewayUnavailable', system: 'sms' };

  test.each([
    ['another key', { apiKey: 'old' }],
    ['another sender', { senderId: 'OTHERS' }],
    ['another entity', { entityId: '1101160000000000009' }],
    ['a wrong address', { url: 'http://127.0.0.1:9' }],
  ])('%s', async (_what, more) => {
    await expect(sms(more).sendSms(message)).rejects.toMatchObject(unavailable);
  });

  test('a text that the DLT platform has otherwise; nothing is delivered', async () => {
    await register(smsTemplates['registration-code'].dltTemplateId, 'Your code is {#var#}.');
    const unsaid = { ...message, messageId: 'unsaid', to: '+919000000103' };
    await expect(sms().sendSms(unsaid)).rejects.toMatchObject(unavailable);
    expect(await inbox(unsaid.to)).toEqual([]);
  });

  test.each([
    ['down', 0],
    ['cut', 1],
  ])('set to %s, %i message is there, and one after the next attempt', async (mode, kept) => {
    await post('/simulator/faults', { mode, requests: 1 });
    const one = { ...message, messageId: mode, to: kept ? '+919000000104' : '+919000000105' };
    await expect(sms().sendSms(one)).rejects.toMatchObject(unavailable);
    expect(await inbox(one.to)).toHaveLength(kept);
    await sms().sendSms(one);
    expect(await inbox(one.to)).toHaveLength(1);
  });
});

test('each turn of a case that is told by SMS has a template for each language', () => {
  const wanted = turns
    .filter((turn) => tellings[turn].sms)
    .flatMap((turn) => languages.map((language) => `case-${turn}-${language}`));
  expect(Object.keys(caseSmsTemplates).toSorted()).toEqual(wanted.toSorted());
});
