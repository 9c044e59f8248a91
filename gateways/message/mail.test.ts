import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startMailbox } from '../../simulators/mailbox/server.ts';
import { createMail, type Mail } from './mail.ts';

let dataDir: string;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
const mail: Mail = {
  to: 'exports@sahyadri-chemicals.example',
  subject: 'Certificate issued · प्रमाणपत्र जारी',
  text: 'It is issued.\n',
  html: '<p>It is issued.</p>',
  messageId: 'application.42.issued',
};
const mailer = () =>
  createMail({ url: mailbox.smtpUrl, from: 'coo-dgft@gov.in', timeoutMs: 3_000 });
const list = async () => (await (await fetch(`${mailbox.url}/messages`)).json()) as unknown[];
const setFault = (fault: object) =>
  fetch(`${mailbox.url}/simulator/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mail-'));
  mailbox = await startMailbox({ dataDir, smtpPort: 0, port: 0 });
});
afterEach(async () => {
  await mailbox.stop();
  await rm(dataDir, { recursive: true });
});

test('a mail arrives as it was written', async () => {
  expect(await mailer().sendMail(mail)).toEqual({ outcome: 'accepted' });
  expect(await list()).toEqual([
    expect.objectContaining({
      from: 'coo-dgft@gov.in',
      to: [mail.to],
      subject: mail.subject,
      text: 'It is issued.',
      html: mail.html,
      messageId: '<application.42.issued@gov.in>',
    }),
  ]);
});

test('a mail whose acceptance was lost is sent again and shown once', async () => {
  await setFault({ mode: 'cut', requests: 1 });
  await expect(mailer().sendMail(mail)).rejects.toMatchObject({ name: 'GatewayUnavailable' });
  expect(await mailer().sendMail(mail)).toEqual({ outcome: 'accepted' });
  expect(await list()).toEqual([expect.objectContaining({ deliveries: 2 })]);
});

test('a recipient that does not exist is refused for good', async () => {
  expect(await mailer().sendMail({ ...mail, to: 'nobody@firm.example' })).toMatchObject({
    outcome: 'refused',
    reason: expect.stringContaining('no such mailbox'),
  });
});

test('a mailbox that is full may take the mail later', async () => {
  await expect(mailer().sendMail({ ...mail, to: 'full@firm.example' })).rejects.toMatchObject({
    name: 'GatewayUnavailable',
  });
});

test('text that is no address is refused for good', async () => {
  expect(await mailer().sendMail({ ...mail, to: 'not an address' })).toMatchObject({
    outcome: 'refused',
  });
});

test('one recipient never becomes two', async () => {
  await mailer().sendMail({ ...mail, to: 'one@firm.example, two@firm.example' });
  expect(await list()).toEqual([]);
});

test('a subject cannot add a header', async () => {
  await mailer().sendMail({ ...mail, subject: 'Hello\r\nBcc: thief@firm.example' });
  expect(await list()).toEqual([expect.objectContaining({ to: [mail.to] })]);
});

test.each([
  ['down', { mode: 'down' }, 3_000],
  ['slower than the time limit', { mode: 'slow', delayMs: 10_000 }, 300],
])('a mail server that is %s is unavailable', async (_what, fault, timeoutMs) => {
  await setFault(fault);
  const { sendMail } = createMail({ url: mailbox.smtpUrl, from: 'a@gov.in', timeoutMs });
  await expect(sendMail(mail)).rejects.toMatchObject({
    name: 'GatewayUnavailable',
    system: 'mail',
  });
});

test('a mail server that is not there is unavailable', async () => {
  const { sendMail } = mailer();
  await mailbox.stop();
  await expect(sendMail(mail)).rejects.toMatchObject({ name: 'GatewayUnavailable' });
  mailbox = await startMailbox({ dataDir, smtpPort: 0, port: 0 });
});
