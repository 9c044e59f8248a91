import vm from 'node:vm';
import { eq } from 'drizzle-orm';
import { TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { digitsOf, questionsOf } from '../../../credential/captcha/answer.ts';
import { sumOf } from '../../../credential/captcha/arithmetic.ts';
import { account } from '../../../db/schema/schema.ts';
import {
  apiServer,
  authenticator,
  cookieIn,
  type Login,
  masterKeys,
  password,
} from '../../../test/servers/api-server.ts';

const { call, database, idOf, codeOf } = await apiServer();

const own = (login: Login) => eq(account.id, idOf(login));
const post = (path: string, fields: Record<string, string>, cookie = '') =>
  call(path, { method: 'POST', body: new URLSearchParams(fields), headers: { cookie } });
const show = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await call(path, { headers });
  return { answer, text: await answer.text() };
};
/** What a browser would send of the page's hidden fields. */
const hidden = (text: string) => ({
  captcha: /name="captcha" value="([\w-]+)"/.exec(text)?.[1] ?? '',
  form: /name="form" value="([\w-]+)"/.exec(text)?.[1] ?? '',
});

/** Signs in by the page as a person would who reads it. */
async function signInByForm(login: string, given: Record<string, string> = {}, path = '/sign-in') {
  const { text } = await show(path);
  const asked = hidden(text);
  const [question] = questionsOf(masterKeys, asked.captcha);
  const answer = asked.form === 'arithmetic' ? sumOf(question).answer : digitsOf(question);
  const code = (await codeOf(login)) ?? '';
  return post(path, { login, password, code, ...asked, answer, ...given });
}

describe('R20 the page to sign in', () => {
  it('signs in by a sum, without script, and out again', async () => {
    const signedIn = await signInByForm('operations');
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/sign-in']);
    const cookie = cookieIn(signedIn);
    expect((await show('/sign-in', { cookie })).text).toContain('/sign-out');
    await post('/sign-out', {}, cookie);
    expect((await show('/sign-in', { cookie })).text).not.toContain('/sign-out');
  });

  it('tells nothing of why it refuses, keeps what was typed but secrets, and asks anew', async () => {
    const first = await show('/sign-in');
    const refusals = [
      await signInByForm('nobody', { password: 'a wrong one' }),
      await signInByForm('helpdesk', { password: 'a wrong one' }),
    ];
    const alerts = await Promise.all(
      refusals.map(async (answer) => {
        const text = await answer.text();
        expect(answer.status).toBe(401);
        expect(text).not.toContain('a wrong one');
        expect(hidden(text).captcha).not.toBe(hidden(first.text).captcha);
        return /<div role="alert">.*?<\/div>/s.exec(text)?.[0];
      }),
    );
    expect(alerts[0]).toBe(alerts[1]);
    expect(await (await signInByForm('helpdesk', { answer: '999' })).text()).toMatch(
      /name="login"[^>]* value="helpdesk"/,
    );
  });

  it.each([
    ['arithmetic', null],
    ['image', /<img src="\/api\/v1\/captchas\/[\w-]+\/image"[^>]* alt="[^"]+">/],
    ['audio', /<audio controls[^>]* src="\/api\/v1\/captchas\/[\w-]+\/audio\?lang=en">/],
  ] as const)('offers %s, a refresh, and the other forms', async (form, shown) => {
    const path = `/sign-in?captcha=${form}`;
    const { answer, text } = await show(path);
    if (shown) expect(text).toMatch(shown);
    expect(text).not.toMatch(/<script|style="|\son\w+=/);
    for (const other of ['arithmetic', 'image', 'audio', 'proof-of-work']) {
      expect(text).toContain(`href="/sign-in?captcha=${other}&amp;lang=en"`);
    }
    expect(hidden((await show(path)).text).captcha).not.toBe(hidden(text).captcha);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy.includes('media-src')).toBe(form === 'audio');
    expect(policy).not.toContain('script-src');
    expect((await signInByForm('exporter', {}, path)).status).toBe(303);
  });

  it('lets the device answer by its own script, which solves what is asked', async () => {
    const { answer, text } = await show('/sign-in?captcha=proof-of-work');
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    const [, source = ''] = /<script src="([^"]+)" defer>/.exec(text) ?? [];
    const challenge = /data-challenge="([^"]+)"/.exec(text)?.[1]?.replaceAll('&quot;', '"') ?? '';
    const script = await (await call(source)).text();

    const field = { value: '' };
    const button = { disabled: false };
    const solved = Promise.withResolvers<void>();
    const work = {
      dataset: { challenge, done: 'done', unable: 'unable' },
      closest: () => ({ querySelector: () => button }),
      set textContent(words: string) {
        if (words === 'done') solved.resolve();
        else solved.reject(new Error(words));
      },
    };
    const document = { getElementById: (id: string) => (id === 'work' ? work : field) };
    vm.runInNewContext(script, { document, crypto, btoa });
    expect(button.disabled).toBe(true);
    await solved.promise;
    const fields = { login: 'exporter', password, ...hidden(text), answer: field.value };
    expect((await post('/sign-in', fields)).status).toBe(303);
  });

  it.each([
    ['/sign-in?lang=hi', {}],
    ['/sign-in', { 'accept-language': 'hi-IN,hi;q=0.9,en;q=0.5' }],
  ])('%s speaks Hindi to whom it asks for it', async (path, headers: Record<string, string>) => {
    const { text } = await show(path, headers);
    expect(text).toContain('<html lang="hi">');
    expect(text).toContain('साइन इन करें');
    expect(text).toMatch(/<span class="unseen">\S+ (जमा|घटा|गुणा) \S+<\/span>/);
    expect(text).toContain('hreflang="en"');
  });

  it('names every field for those who hear it, and lets the code be left out', async () => {
    const { text } = await show('/sign-in');
    for (const id of ['login', 'password', 'code', 'answer']) {
      expect(text).toContain(`<label for="${id}">`);
      expect(text).toContain(`id="${id}"`);
    }
    expect(/<input id="code"[^>]*>/.exec(text)?.[0]).not.toContain('required');
    expect(text).toContain('autocomplete="one-time-code"');
    expect(text).toContain('href="/sign-in/dgft"');
  });
});

describe('R18 pages that finish an account', () => {
  it('lead from a mailed password to one of its own', async () => {
    const passwordExpiresAt = new Date(Date.now() + 60_000);
    await database.update(account).set({ passwordExpiresAt }).where(own('colleague'));
    const signedIn = await signInByForm('colleague');
    expect(signedIn.headers.get('location')).toBe('/account/password?lang=en');
    const cookie = cookieIn(signedIn);
    const fresh = 'umbrella canal seventeen lamps';
    const change = (fields: Record<string, string>) =>
      post(
        '/account/password',
        { current: password, password: fresh, repeated: fresh, ...fields },
        cookie,
      );
    expect((await change({ repeated: 'another' })).status).toBe(422);
    const weak = await change({ password: 'password1', repeated: 'password1' });
    expect([weak.status, await weak.text()]).toEqual([
      422,
      expect.stringContaining('role="alert"'),
    ]);
    const done = await change({});
    expect([done.status, done.headers.get('location')]).toEqual([303, '/sign-in?lang=en']);
    expect((await show('/sign-in', { cookie: cookieIn(done) })).text).toContain('/sign-out');
    expect((await signInByForm('colleague', { password: fresh })).status).toBe(303);
  });

  it('lead an officer to an authenticator, shown as picture and as text', async () => {
    await database.update(account).set({ totpSecretSealed: null }).where(own('officer'));
    const signedIn = await signInByForm('officer', { code: '' });
    expect(signedIn.headers.get('location')).toBe('/account/authenticator?lang=en');
    const cookie = cookieIn(signedIn);
    expect((await show('/account/authenticator', { cookie })).text).toContain('name="password"');
    const wrong = await post('/account/authenticator', { password: 'wrong' }, cookie);
    expect(wrong.status).toBe(422);
    const offered = await post('/account/authenticator', { password }, cookie);
    const text = await offered.text();
    expect(text).toContain('<svg');
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(text)?.[1]?.replaceAll(' ', '') ?? '';
    expect(secret).not.toBe(authenticator.secret.base32);
    const code = new TOTP({ secret }).generate();
    const done = await post('/account/authenticator/confirmation', { code }, cookie);
    expect([done.status, done.headers.get('location')]).toEqual([303, '/sign-in?lang=en']);
    expect((await show('/sign-in', { cookie })).text).toContain('/sign-out');
  });

  it('send who has not signed in to do so', async () => {
    for (const path of ['/account/password', '/account/authenticator']) {
      const { answer } = await show(path);
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in']);
      expect((await post(path, {})).status).toBe(303);
    }
  });
});
