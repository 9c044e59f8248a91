import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Message } from './message.ts';
import { startMailbox } from './server.ts';

let dataDir: string;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;

const start = () => startMailbox({ dataDir, smtpPort: 0, port: 0 });
const mail = {
  from: 'no-reply@ecoo.example',
  to: 'Exports@Sahyadri-Chemicals.example',
  subject: 'प्रमाणपत्र जारी: EIC/2026/013 — issued at last, and this subject is a long one',
  text: 'नमस्ते\n\nA line = with an equals sign, and one that is much longer than seventy-eight characters so that it folds.\n',
  html: '<p onclick="steal()">नमस्ते</p><script>alert(1)</script>',
  messageId: '<case-1.issued@ecoo.example>',
};
const send = (fields: object = {}) =>
  createTransport({ url: mailbox.smtpUrl }).sendMail({ ...mail, ...fields });
const list = async (query = '') =>
  (await (await fetch(`${mailbox.url}/messages${query}`)).json()) as Message[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mailbox-'));
  mailbox = await start();
});
afterEach(async () => {
  await mailbox.stop();
  await rm(dataDir, { recursive: true });
});

test('a message is found by its recipient, in every script, word for word', async () => {
  await send();
  const [message] = await list('?to=exports@sahyadri-chemicals.example');
  expect(message).toMatchObject({
    from: mail.from,
    to: [mail.to.toLowerCase()],
    subject: mail.subject,
    text: mail.text.trimEnd(),
    html: mail.html,
    messageId: mail.messageId,
    deliveries: 1,
  });
  expect(await list('?to=somebody@else.example')).toEqual([]);
});

test.each(['base64', 'quoted-printable'] as const)(
  'a message encoded as %s is read',
  async (textEncoding) => {
    await send({ textEncoding });
    expect((await list())[0]).toMatchObject({ text: mail.text.trimEnd(), html: mail.html });
  },
);

test('a message without parts is read', async () => {
  await send({ html: undefined, text: 'plain', subject: 'Plain' });
  expect((await list())[0]).toMatchObject({ subject: 'Plain', text: 'plain', html: '' });
});

test('one Message-ID sent twice is one message, delivered twice', async () => {
  await send();
  await send();
  expect(await list()).toEqual([expect.objectContaining({ deliveries: 2 })]);
});

test('messages outlive a restart, the newest first', async () => {
  await send();
  await send({ messageId: '<case-2.issued@ecoo.example>', subject: 'Second' });
  await mailbox.stop();
  mailbox = await start();
  expect((await list()).map(({ subject }) => subject)).toEqual(['Second', mail.subject]);
});

test('a hostile message is shown escaped, and its HTML where nothing can run', async () => {
  await send({ subject: '<img src=x onerror=alert(1)>' });
  const [message] = await list();
  const shown = await (await fetch(`${mailbox.url}/messages/${message?.id}`)).text();
  const listed = await (await fetch(mailbox.url)).text();
  expect(shown + listed).not.toContain('<img src=x');
  expect(shown).not.toContain('<script>');
  expect(shown).toContain('<iframe sandbox ');
  expect(shown + listed).toContain('SIMULATOR');
  const body = await fetch(`${mailbox.url}/messages/${message?.id}/html`);
  expect(body.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
});

test('there is no mailbox for nobody', async () => {
  await expect(send({ to: 'nobody@firm.example' })).rejects.toMatchObject({ responseCode: 550 });
});

test.each([
  ['down', 0],
  ['cut', 1],
])('set to %s, the sender is told nothing good and %i message is there', async (mode, kept) => {
  await fetch(`${mailbox.url}/simulator/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ mode, requests: 1 }),
  });
  await expect(send()).rejects.toThrow();
  expect(await list()).toHaveLength(kept);
  await send();
  expect(await list()).toEqual([expect.objectContaining({ deliveries: kept + 1 })]);
});
