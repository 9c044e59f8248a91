import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { verifyPassword } from '../../credential/password.ts';
import type { RegistrationRow } from '../../db/queries/registration/registration.ts';
import { account } from '../../db/schema/schema.ts';
import { gatewayUnavailable } from '../../gateways/unavailable.ts';
import { registrationInStage } from '../../test/records/registration-in-stage.ts';
import { registrationRecord } from '../../test/records/registration-record.ts';
import { mailServer } from '../../test/servers/mailbox.ts';
import { smsGateway } from '../../test/servers/phone.ts';

const { mailer: server, mailsTo } = await mailServer();
const unheard = new Set<string>();
/** The mail server; of one mail to each of these its answer is lost on the way. */
const mailer: typeof server = {
  ...server,
  async sendMail(mail) {
    const outcome = await server.sendMail(mail);
    if (unheard.delete(mail.to)) throw gatewayUnavailable('mail', 'the connection broke off');
    return outcome;
  },
};
const { sms, codeTo } = await smsGateway();
const { database, steps, owner, anAccount, told } = await registrationRecord({ mailer, sms });

const newest = async (email: string) => {
  const [mail] = await mailsTo(email);
  if (!mail) throw new Error(`no mail to ${email}`);
  return mail;
};
const active = async (more: Partial<RegistrationRow> = {}) => {
  const accountId = await anAccount('officer', { agencyCode: 'EIC' });
  const row = await registrationInStage(database, 'officer', 'active', { accountId, ...more });
  const email = `${accountId}@example.org`;
  return { registrationId: row.id, accountId, email };
};
const passwordIn = (text: string) => /one use: ([a-z2-9-]{17})/.exec(text)?.[1] ?? '';
const passwordOf = async (id: string) => {
  const [row] = await database.select().from(account).where(eq(account.id, id));
  return { hash: row?.passwordHash ?? null, expiresAt: row?.passwordExpiresAt ?? null };
};

describe('R18 the first password', () => {
  test('is mailed in both languages, works, and expires in seven days', async () => {
    const { registrationId, accountId, email } = await active();
    expect(await steps.sendFirstPassword({ registrationId })).toEqual({ sent: true });
    const { text } = await newest(email);
    expect(text).toMatch(/[\u0900-\u097f]/);
    const { hash, expiresAt } = await passwordOf(accountId);
    expect(await verifyPassword(hash, passwordIn(text))).toBe(true);
    const days = ((expiresAt?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThanOrEqual(7);
    expect((await told(registrationId)).map(({ action }) => action)).toContain('letter-sent');
  });

  test('is sent once, however often the step is repeated', async () => {
    const { registrationId, accountId, email } = await active();
    await steps.sendFirstPassword({ registrationId });
    const first = await passwordOf(accountId);
    await steps.sendFirstPassword({ registrationId });
    expect(await passwordOf(accountId)).toEqual(first);
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test('goes out again when nobody knows whether it went out, and the newest one is the one that works', async () => {
    const { registrationId, accountId, email } = await active();
    unheard.add(email);
    await expect(steps.sendFirstPassword({ registrationId })).rejects.toMatchObject({
      type: 'UpstreamUnavailable',
    });
    await steps.sendFirstPassword({ registrationId });
    const { hash } = await passwordOf(accountId);
    expect(await verifyPassword(hash, passwordIn((await newest(email)).text))).toBe(true);
    expect(await mailsTo(email)).toHaveLength(2);
  });

  test('never replaces one that the holder has set; an agent with an account is told of the mandate', async () => {
    const { registrationId, accountId, email } = await active();
    const own = { passwordHash: 'own', passwordExpiresAt: null };
    await database.update(account).set(own).where(eq(account.id, accountId));
    await steps.sendFirstPassword({ registrationId });
    expect((await passwordOf(accountId)).hash).toBe('own');
    expect(await mailsTo(email)).toHaveLength(0);

    const agent = await anAccount('customs-agent', { passwordHash: 'own' });
    const more = { accountId: agent, iec: owner.iec };
    const { id } = await registrationInStage(database, 'customs-agent', 'active', more);
    await steps.sendFirstPassword({ registrationId: id });
    expect((await newest(`${agent}@example.org`)).subject).toContain('mandate');
  });
});

describe('R19 links and codes', () => {
  test('go to the address and the number, and no name that a stranger chose goes along', async () => {
    const { id, applicant } = await registrationInStage(database, 'officer', 'collecting');
    const named = { ...applicant, name: 'Click http://evil.example now' };
    const row = await registrationInStage(database, 'officer', 'collecting', { applicant: named });
    await steps.sendRegistrationCode({ registrationId: row.id, channel: 'email' });
    const { text, html } = await newest(named.email);
    expect(text).toContain(`/registration/verify?link=${row.id}.`);
    expect(text + html).not.toContain('evil.example');
    await steps.sendRegistrationCode({ registrationId: id, channel: 'mobile' });
    expect(await codeTo(applicant.mobile)).toMatch(/^\d{6}$/);
  });
});

describe('reminders', () => {
  test('to the applicant carry a fresh link until the address is proved; sent once for an occasion', async () => {
    const row = await registrationInStage(database, 'officer', 'collecting');
    const remind = (occasion: string) =>
      steps.remindOfRegistration({ registrationId: row.id, reminder: 'applicant', occasion });
    await remind('one');
    await remind('one');
    await remind('two');
    const mails = await mailsTo(row.applicant.email);
    expect(mails).toHaveLength(2);
    expect(mails[0]?.text).toContain('/registration/verify?link=');
    const proved = { emailVerifiedAt: new Date() };
    const later = await registrationInStage(database, 'officer', 'collecting', proved);
    await steps.remindOfRegistration({
      registrationId: later.id,
      reminder: 'applicant',
      occasion: 'one',
    });
    expect((await newest(later.applicant.email)).text).not.toContain('link=');
  });

  test('R46 go to the administrators of the agency, and over their heads to operations', async () => {
    const administrator = await anAccount('agency-administrator', { agencyCode: 'EIC' });
    const stranger = await anAccount('agency-administrator', { agencyCode: 'IMC' });
    const operations = await anAccount('dgft-operations');
    const more = { agencyCode: 'EIC' };
    const { id } = await registrationInStage(database, 'officer', 'awaiting-decision', more);
    const remind = (reminder: 'remind' | 'escalate') =>
      steps.remindOfRegistration({ registrationId: id, reminder, occasion: 'x' });
    await remind('remind');
    expect((await newest(`${administrator}@example.org`)).subject).toContain('five working days');
    expect(await mailsTo(`${operations}@example.org`)).toHaveLength(0);
    await remind('escalate');
    expect((await newest(`${operations}@example.org`)).subject).toContain('ten working days');
    expect(await mailsTo(`${stranger}@example.org`)).toHaveLength(0);
  });

  test('are not written about what has moved on', async () => {
    const { id, applicant } = await registrationInStage(database, 'officer', 'withdrawn');
    for (const reminder of ['applicant', 'decide'] as const) {
      const sent = await steps.remindOfRegistration({
        registrationId: id,
        reminder,
        occasion: 'x',
      });
      expect(sent).toEqual({ written: 0 });
    }
    expect(await mailsTo(applicant.email)).toHaveLength(0);
  });
});

test('a registration that lapsed says so by mail, once', async () => {
  const more = { endedBecause: 'lapsed' as const };
  const { id, applicant } = await registrationInStage(database, 'officer', 'lapsed', more);
  await steps.tellRegistrationEnd({ registrationId: id });
  await steps.tellRegistrationEnd({ registrationId: id });
  const mails = await mailsTo(applicant.email);
  expect(mails).toHaveLength(1);
  expect(mails[0]?.text).toContain('has lapsed');
});
