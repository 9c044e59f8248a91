import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { listAuditOf } from '../../../db/queries/audit/audit.ts';
import { pendingOf, putCode } from '../../../db/queries/sign-in/one-time-code.ts';
import { account, agency } from '../../../db/schema/schema.ts';
import { type EmailSide, emailChangeAsked } from '../../../domain/account/account-code.ts';
import { mailedCodes } from '../../../test/people/mailed-code.ts';
import { apiServer, type Login, masterKeys, password } from '../../../test/servers/api-server.ts';
import { ownAccountAnswer } from '../../schemas/account/own-account.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';

const { call, cookieOf, database, idOf } = await apiServer();
const { resetToken, emailToken, mobileCode } = mailedCodes(database, masterKeys);

const strong = 'lampshade turnip gravel';
const codeOf = async (answer: Response) => problemAnswer.parse(await answer.json()).code;
const auditOf = async (login: Login, action: string) => {
  const all = await listAuditOf(database, `account/${idOf(login)}`);
  return all.map(({ body }) => JSON.parse(body)).filter((entry) => entry.action === action);
};
const rowOf = async (login: Login) => {
  const [row] = await database
    .select()
    .from(account)
    .where(eq(account.id, idOf(login)));
  if (!row) throw new Error(login);
  return row;
};
const change = (set: Partial<typeof account.$inferInsert>, login: Login) =>
  database
    .update(account)
    .set(set)
    .where(eq(account.id, idOf(login)));

beforeAll(async () => {
  await database.update(agency).set({ emailDomain: 'eic.example' }).where(eq(agency.code, 'EIC'));
});

describe('one’s own account', () => {
  it('is shown with what one may do', async () => {
    const answer = await call('/api/v1/account', { as: 'colleague' });
    expect(ownAccountAnswer.parse(await answer.json())).toMatchObject({
      id: idOf('colleague'),
      email: 'colleague@example.org',
      iec: 'AAACS7302F',
      rights: ['view', 'prepare', 'sign', 'pay', 'verify'],
      authenticator: false,
      hasPassword: true,
    });
    const officer = await call('/api/v1/account', { as: 'officer' });
    expect(ownAccountAnswer.parse(await officer.json())).toMatchObject({
      rights: ['view', 'decide', 'verify'],
      offices: ['EIC-MUMBAI'],
      authenticator: true,
    });
  });
});

describe('R23 changing the e-mail address', () => {
  const ask = (as: Login, email: string, given = password) =>
    call('/api/v1/account/email-changes', { as, body: { email, password: given } });
  const agree = (token: string) =>
    call('/api/v1/account/email-changes/confirm', { body: { token } });
  const asked = async (login: Login, email: string) => {
    const note = { purpose: emailChangeAsked, subject: idOf(login), confirms: email };
    await putCode(database, { ...note, hash: '', minutes: 1440, tries: 0 });
    return (side: EmailSide) => emailToken(idOf(login), side, email);
  };
  const waitingFor = async (answer: Response) => {
    expect(answer.status).toBe(200);
    return ((await answer.json()) as { waitingFor: unknown }).waitingFor;
  };

  it.each([
    ['agent', 'old', 'new'],
    ['other-agent', 'new', 'old'],
  ] as const)('%s: happens when both addresses have agreed, %s first', async (login, one, two) => {
    const email = `new.${login}@firm.example`;
    const tokenOf = await asked(login, email);
    const [first, second] = [await tokenOf(one), await tokenOf(two)];
    expect(await waitingFor(await agree(first))).toBe(two);
    expect((await rowOf(login)).email).toBe(`${login}@example.org`);
    expect(await codeOf(await agree(first))).toBe('link-not-valid');
    expect(await waitingFor(await agree(second))).toBe(null);
    expect(await rowOf(login)).toMatchObject({ email, login });
    expect(await codeOf(await agree(second))).toBe('link-not-valid');
    const [told] = await auditOf(login, 'email-changed');
    expect(told).toMatchObject({ before: { email: `${login}@example.org` }, after: { email } });
  });

  it('happens once when both agree at the same moment', async () => {
    const tokenOf = await asked('idle-agent', 'both@firm.example');
    const tokens = [await tokenOf('old'), await tokenOf('new')];
    const answers = await Promise.all([...tokens, ...tokens, ...tokens].map(agree));
    const taken = answers.filter(({ status }) => status === 200);
    const waits = await Promise.all(taken.map(waitingFor));
    expect(waits).toHaveLength(2);
    expect(waits).toContain(null);
    expect((await rowOf('idle-agent')).email).toBe('both@firm.example');
    expect(await auditOf('idle-agent', 'email-changed')).toHaveLength(1);
  });

  it('changes the login too, where that is the address', async () => {
    await change({ login: 'a@eic.example', email: 'a@eic.example' }, 'second-officer');
    const tokenOf = await asked('second-officer', 'b@eic.example');
    await agree(await tokenOf('old'));
    expect(await waitingFor(await agree(await tokenOf('new')))).toBe(null);
    expect(await rowOf('second-officer')).toMatchObject({
      login: 'b@eic.example',
      email: 'b@eic.example',
    });
  });

  it('never takes another’s login', async () => {
    await change({ login: 'boss@eic.example', email: 'boss@eic.example' }, 'administrator');
    const tokenOf = await asked('second-officer', 'BOSS@eic.example');
    await agree(await tokenOf('old'));
    expect(await codeOf(await agree(await tokenOf('new')))).toBe('link-not-valid');
    expect((await rowOf('second-officer')).login).toBe('b@eic.example');
  });

  it('is withdrawn by a new password, and by another request', async () => {
    const tokenOf = await asked('migration', 'thief@evil.example');
    const tokens = [await tokenOf('old'), await tokenOf('new')];
    await call('/api/v1/password-resets', {
      method: 'PUT',
      body: { token: await resetToken(idOf('migration')), password: strong },
    });
    for (const token of tokens) expect(await codeOf(await agree(token))).toBe('link-not-valid');

    const stale = await asked('helpdesk', 'one@firm.example');
    const old = await stale('old');
    const reset = await resetToken(idOf('helpdesk'));
    expect((await ask('helpdesk', 'two@firm.example')).status).toBe(503);
    expect(await codeOf(await agree(old))).toBe('link-not-valid');
    const key = { purpose: emailChangeAsked, subject: idOf('helpdesk') };
    expect(await pendingOf(database, key)).toBe('two@firm.example');
    const body = { token: reset, password: strong };
    const set = await call('/api/v1/password-resets', { method: 'PUT', body });
    expect(set.status).toBe(204);
  });

  it('counts only for the address that is asked for now, however late a mail was made', async () => {
    const late = async (side: EmailSide) => emailToken(idOf('viewer'), side, 'late@firm.example');
    expect(await codeOf(await agree(await late('old')))).toBe('link-not-valid');
    const tokenOf = await asked('viewer', 'late@firm.example');
    expect(await waitingFor(await agree(await tokenOf('old')))).toBe('new');
    const replaced = await asked('viewer', 'now@firm.example');
    expect(await codeOf(await agree(await late('new')))).toBe('link-not-valid');
    expect(await waitingFor(await agree(await replaced('new')))).toBe('old');
    expect((await rowOf('viewer')).email).toBe('viewer@example.org');
  });

  it.each([
    ['email-changes', { email: 'new@firm.example' }],
    ['mobile-changes', { mobile: '9876543210' }],
  ])('%s of who signs in with DGFT are made there', async (what, wanted) => {
    await cookieOf('other-exporter');
    await change({ passwordHash: null }, 'other-exporter');
    const body = { ...wanted, password };
    const answer = await call(`/api/v1/account/${what}`, { as: 'other-exporter', body });
    expect(await codeOf(answer)).toBe('changed-at-dgft');
  });

  it('needs the password, and for an officer an address of the agency', async () => {
    expect(await codeOf(await ask('officer', 'new@eic.example', 'guess'))).toBe('password-wrong');
    expect(await codeOf(await ask('officer', 'me@mail.example'))).toBe('email-not-of-agency');
    expect(await codeOf(await ask('other-officer', 'me@imc.example'))).toBe('email-not-of-agency');
    const inside = await ask('officer', 'new@eic.example');
    // Everything was right; Temporal, which sends the mails, is away here.
    expect(await codeOf(inside)).toBe('temporarily-unavailable');
  });

  it('has a page whose link alone changes nothing', async () => {
    const tokenOf = await asked('operations', 'ops@dgft.example');
    await agree(await tokenOf('old'));
    const token = await tokenOf('new');
    const shown = await call(`/confirm-email?token=${token}&lang=hi`);
    expect(await shown.text()).toContain(`value="${token}"`);
    expect((await rowOf('operations')).email).toBe('operations@example.org');
    const done = await call('/confirm-email', { body: new URLSearchParams({ token }) });
    expect(done.status).toBe(200);
    expect((await rowOf('operations')).email).toBe('ops@dgft.example');
    const again = await call('/confirm-email', { body: new URLSearchParams({ token }) });
    expect(again.status).toBe(410);
  });
});

describe('R19 changing the mobile number', () => {
  const confirm = (as: Login, code: string) =>
    call('/api/v1/account/mobile-changes/confirm', { as, body: { code } });

  it('happens by the code that the new number got, once', async () => {
    await mobileCode(idOf('agent'), '004217', '+919812345678');
    expect((await confirm('agent', '004217')).status).toBe(204);
    expect((await rowOf('agent')).mobile).toBe('+919812345678');
    expect(await codeOf(await confirm('agent', '004217'))).toBe('code-not-valid');
    const [told] = await auditOf('agent', 'mobile-changed');
    expect(told).toMatchObject({ before: { mobile: null }, after: { mobile: '+919812345678' } });
  });

  it('cannot be had by guessing: five wrong codes, and it is gone', async () => {
    await mobileCode(idOf('agent'), '111111', '+919812345679');
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await codeOf(await confirm('agent', '222222'))).toBe('code-wrong');
    }
    expect(await codeOf(await confirm('agent', '111111'))).toBe('code-not-valid');
    const refused = (await auditOf('agent', 'code-refused'))
      .filter(({ after }) => after.purpose === 'mobile-change')
      .map(({ after }) => after.reason);
    expect(refused).toEqual(['gone', ...Array(5).fill('wrong'), 'gone']);
    expect((await rowOf('agent')).mobile).toBe('+919812345678');
  });

  it('is not confirmed by the code of another account', async () => {
    await mobileCode(idOf('agent'), '333333', '+919812345670');
    expect(await codeOf(await confirm('colleague', '333333'))).toBe('code-not-valid');
  });

  it('needs the password and an Indian number', async () => {
    const ask = (mobile: string, given = password) =>
      call('/api/v1/account/mobile-changes', { as: 'agent', body: { mobile, password: given } });
    expect(await codeOf(await ask('+442071234567'))).toBe('invalid-request');
    expect(await codeOf(await ask('98123 45678', 'guess'))).toBe('password-wrong');
    expect(await codeOf(await ask('98123 45678'))).toBe('temporarily-unavailable');
  });
});
