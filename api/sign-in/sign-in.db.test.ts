import { and, eq, like } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { listAuditOf } from '../../db/queries/audit.ts';
import { account, auditEvent, rateLimit } from '../../db/schema/schema.ts';
import { solvedCaptcha } from '../../scripts/demo/captcha.ts';
import { apiServer, cookieIn, type Login, password } from '../../test/api-server.ts';
import { accountAnswer } from '../schemas/answers.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';

const { url, call, database, signIn, codeOf, idOf } = await apiServer();

const from = (network: string) => ({ headers: { 'x-forwarded-for': network } });
const accountOf = async (login: Login) => {
  const [row] = await database
    .select()
    .from(account)
    .where(eq(account.id, idOf(login)));
  if (!row) throw new Error(`there is no ${login}`);
  return row;
};

/** All of a refusal but its trace id. */
async function refusalOf(answer: Response) {
  expect(answer.status).toBe(401);
  const { traceId: _, ...rest } = problemAnswer.parse(await answer.json());
  expect(rest.code).toBe('sign-in-refused');
  return rest;
}

type Told = { action: string; actor: string; network: string; after: Record<string, unknown> };
const toldOf = async (subject: string): Promise<Told[]> =>
  (await listAuditOf(database, subject)).map(({ body }) => JSON.parse(body));
const toldOfAccount = (login: Login) => toldOf(`account/${idOf(login)}`);

describe('R20 signing in', () => {
  it('takes the login or the address, whatever the capitals, and tells the audit', async () => {
    const byLogin = await signIn('OFFICER', from('203.0.113.1'));
    expect(byLogin.status).toBe(201);
    expect(accountAnswer.parse(await byLogin.json())).toMatchObject({
      role: 'officer',
      mustDo: [],
    });
    const byAddress = await signIn('Exporter@Example.ORG');
    expect(accountAnswer.parse(await byAddress.json())).toMatchObject({ login: 'exporter' });
    const [first] = await toldOfAccount('officer');
    expect(first).toMatchObject({
      action: 'signed-in',
      actor: idOf('officer'),
      network: '203.0.113.1',
      after: { means: 'password-and-code' },
    });
  });

  it('takes an address that several people have for none of them', async () => {
    const shared = { email: 'office@example.org' };
    for (const login of ['viewer', 'unentitled'] as const) {
      await database
        .update(account)
        .set(shared)
        .where(eq(account.id, idOf(login)));
    }
    await refusalOf(await signIn('office@example.org'));
    expect((await signIn('viewer')).status).toBe(201);
  });

  it('asks for a right CAPTCHA before it looks at anything', async () => {
    const body = { login: 'exporter', password, captcha: { id: crypto.randomUUID(), answer: '3' } };
    const answer = await call('/api/v1/sessions', { body });
    expect([answer.status, problemAnswer.parse(await answer.json()).code]).toEqual([
      422,
      'captcha-refused',
    ]);
    const without = await call('/api/v1/sessions', { body: { login: 'exporter', password } });
    expect(without.status).toBe(422);
  });

  it('says the same, by body and status, of every reason to refuse', async () => {
    await database
      .update(account)
      .set({ active: false })
      .where(eq(account.id, idOf('migration')));
    const yesterday = new Date(Date.now() - 86_400_000);
    const mailed = { passwordExpiresAt: yesterday };
    await database
      .update(account)
      .set(mailed)
      .where(eq(account.id, idOf('idle-agent')));
    const dgftAlone = { passwordHash: null };
    await database
      .update(account)
      .set(dgftAlone)
      .where(eq(account.id, idOf('other-agent')));
    const refusals = [
      await signIn('nobody'),
      await signIn('helpdesk', { password: 'wrong' }),
      await signIn('migration'),
      await signIn('idle-agent'),
      await signIn('other-agent'),
      await signIn('operations', { code: '' }),
      await signIn('operations', { code: '000000' }),
      await signIn('operations', { password: 'wrong' }),
    ];
    const told = await Promise.all(refusals.map(refusalOf));
    for (const one of told) expect(one).toEqual(told[0]);
    for (const [login, reason] of [
      ['helpdesk', 'wrong-password'],
      ['migration', 'account-closed'],
      ['idle-agent', 'mailed-password-expired'],
      ['other-agent', 'wrong-password'],
    ] as const) {
      const [last] = (await toldOfAccount(login)).slice(-1);
      expect(last).toMatchObject({ action: 'sign-in-refused', actor: 'anonymous' });
      expect(last?.after.reason).toBe(reason);
    }
    const reasons = (await toldOfAccount('operations')).map(({ after }) => after.reason);
    expect(reasons).toEqual(['code-missing', 'wrong-code', 'wrong-password']);
  });

  it('costs as much for nobody as for somebody', async () => {
    const cpuOf = async (login: string) => {
      const captchas = await Promise.all(Array.from({ length: 4 }, () => solvedCaptcha(url)));
      const before = process.cpuUsage();
      for (const [index, captcha] of captchas.entries()) {
        const headers = { 'x-forwarded-for': `203.0.113.${100 + index}` };
        const body = { login, password: 'wrong', captcha };
        expect((await call('/api/v1/sessions', { body, headers })).status).toBe(401);
      }
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    await database
      .update(account)
      .set({ passwordHash: await strongHash() })
      .where(eq(account.id, idOf('other-exporter')));
    await cpuOf('nobody-at-all');
    const [nobody, somebody] = [await cpuOf('nobody-at-all'), await cpuOf('other-exporter')];
    expect(nobody / somebody).toBeGreaterThan(0.5);
    expect(nobody / somebody).toBeLessThan(2);
  });

  it('tells the audit of unknown logins under a keyed hash: one may be a mistyped password', async () => {
    await refusalOf(await signIn('my-secret-password'));
    await refusalOf(await signIn('MY-SECRET-PASSWORD'));
    const rows = await database
      .select()
      .from(auditEvent)
      .where(and(eq(auditEvent.action, 'sign-in-refused'), like(auditEvent.subject, 'sign-in/%')));
    expect(JSON.stringify(rows)).not.toMatch(/secret-password/i);
    const counts = Map.groupBy(rows, ({ subject }) => subject);
    expect([...counts.values()].some((same) => same.length === 2)).toBe(true);
    const counters = await database.select().from(rateLimit);
    expect(JSON.stringify(counters)).not.toMatch(/secret-password/i);
  });

  it('never writes the password down', async () => {
    const typed = 'pass-word-never-written';
    await refusalOf(await signIn('viewer', { password: typed }));
    const rows = await database.select().from(auditEvent);
    expect(JSON.stringify(rows)).not.toContain(typed);
  });
});

async function strongHash(): Promise<string> {
  const { hashPassword } = await import('../../credential/password.ts');
  return hashPassword('another long password');
}

describe('R21 brute force', () => {
  it('locks account and network together at the fifth refusal, even all at once, for 30 minutes', async () => {
    const here = '198.51.100.1';
    const guesses = Array.from({ length: 9 }, () =>
      signIn('administrator', { password: 'wrong', ...from(here) }),
    );
    for (const answer of await Promise.all(guesses)) await refusalOf(answer);
    await refusalOf(await signIn('administrator', from(here)));
    const told = await toldOfAccount('administrator');
    const reasons = told.map(({ after }) => after.reason);
    expect(reasons.filter((reason) => reason === 'wrong-password')).toHaveLength(5);
    expect(reasons.filter((reason) => reason === 'locked-for-network')).toHaveLength(5);
    expect(told.filter(({ after }) => String(after.locks) === 'network')).toHaveLength(1);
    expect(told.every(({ network }) => network === here)).toBe(true);

    const key = `sign-in:${idOf('administrator')}/${here}`;
    const [counter] = await database.select().from(rateLimit).where(eq(rateLimit.key, key));
    const minutes = ((counter?.expire?.getTime() ?? 0) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(28);
    expect(minutes).toBeLessThanOrEqual(30);
    const past = { expire: new Date(Date.now() - 1000) };
    await database.update(rateLimit).set(past).where(eq(rateLimit.key, key));
    expect((await signIn('administrator', from(here))).status).toBe(201);
  });

  it('counts refusals in a row: a right password forgets them', async () => {
    const here = from('198.51.100.2');
    for (let round = 0; round < 3; round += 1) {
      for (let wrong = 0; wrong < 4; wrong += 1) {
        await refusalOf(await signIn('colleague', { password: 'wrong', ...here }));
      }
      expect((await signIn('colleague', here)).status).toBe(201);
    }
  });

  it('holds nobody up who comes from elsewhere while one network is locked', async () => {
    const stranger = from('198.51.100.66');
    for (let wrong = 0; wrong < 6; wrong += 1) {
      await refusalOf(await signIn('exporter', { password: 'wrong', ...stranger }));
    }
    await refusalOf(await signIn('exporter', stranger));
    expect((await signIn('exporter', from('198.51.100.3'))).status).toBe(201);
  });

  it('counts a /64 of IPv6 as one network', async () => {
    for (let wrong = 0; wrong < 5; wrong += 1) {
      await signIn('exporter', { password: 'wrong', ...from(`2001:db8:7:7::${wrong}`) });
    }
    await refusalOf(await signIn('exporter', from('2001:db8:7:7:ffff::1')));
    expect((await signIn('exporter', from('2001:db8:7:8::1'))).status).toBe(201);
  });

  it('locks the account at twenty from many networks, but not for where its owner is known', async () => {
    const home = from('198.51.100.4');
    expect((await signIn('second-officer', home)).status).toBe(201);
    for (let wrong = 0; wrong < 20; wrong += 1) {
      const network = `198.51.101.${wrong}`;
      await refusalOf(await signIn('second-officer', { password: 'wrong', ...from(network) }));
    }
    const minutes = ((await accountOf('second-officer')).lockedUntil?.getTime() ?? 0) - Date.now();
    expect(minutes / 60_000).toBeGreaterThan(28);
    expect(minutes / 60_000).toBeLessThanOrEqual(30);
    await refusalOf(await signIn('second-officer', from('198.51.102.1')));
    expect((await signIn('second-officer', home)).status).toBe(201);
    await refusalOf(await signIn('second-officer', from('198.51.102.2')));
    const told = await toldOfAccount('second-officer');
    expect(told.some(({ after }) => String(after.locks) === 'account')).toBe(true);
    expect(told.slice(-1)[0]?.after.reason).toBe('locked');

    const past = { lockedUntil: new Date(Date.now() - 1000) };
    await database
      .update(account)
      .set(past)
      .where(eq(account.id, idOf('second-officer')));
    expect((await signIn('second-officer', from('198.51.102.3'))).status).toBe(201);
  });

  it('refuses a network that was refused a hundred times, whomever it tries', async () => {
    const here = from('198.51.103.1');
    for (let round = 0; round < 10; round += 1) {
      const guesses = Array.from({ length: 10 }, (_, index) =>
        signIn(`nobody-${round}-${index}`, here),
      );
      for (const answer of await Promise.all(guesses)) await refusalOf(answer);
    }
    const answer = await signIn('exporter', here);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(3000);
    expect((await signIn('exporter', from('198.51.103.2'))).status).toBe(201);
  });

  it('does not believe a forwarded address of a caller who is no trusted proxy', async () => {
    const spoofed = from('198.51.103.1, 198.51.104.1');
    expect((await signIn('exporter', spoofed)).status).toBe(201);
    const [last] = (await toldOfAccount('exporter')).slice(-1);
    expect(last?.network).toBe('198.51.104.1');
  });
});

describe('R21 support', () => {
  const unlock = (login: Login, as: Login) =>
    call(`/api/v1/accounts/${idOf(login)}/unlock`, { method: 'POST', as });

  it('unlocks an account everywhere, and the audit says who did', async () => {
    const here = from('198.51.105.1');
    for (let wrong = 0; wrong < 6; wrong += 1) {
      await signIn('agent', { password: 'wrong', ...here });
    }
    const lockedUntil = new Date(Date.now() + 60_000);
    await database
      .update(account)
      .set({ lockedUntil })
      .where(eq(account.id, idOf('agent')));
    await refusalOf(await signIn('agent', here));
    expect((await unlock('agent', 'helpdesk')).status).toBe(204);
    expect((await signIn('agent', here)).status).toBe(201);
    const told = await toldOfAccount('agent');
    expect(told.find(({ action }) => action === 'account-unlocked')).toMatchObject({
      actor: idOf('helpdesk'),
    });
  });

  it('is for those whom the matrix names, and tells others nothing', async () => {
    expect((await unlock('officer', 'administrator')).status).toBe(204);
    expect((await unlock('officer', 'other-administrator')).status).toBe(404);
    expect((await unlock('colleague', 'exporter')).status).toBe(403);
    expect((await unlock('officer', 'exporter')).status).toBe(404);
    expect((await unlock('helpdesk', 'helpdesk')).status).toBe(403);
    const unknown = crypto.randomUUID();
    const answer = await call(`/api/v1/accounts/${unknown}/unlock`, {
      method: 'POST',
      as: 'helpdesk',
    });
    expect(answer.status).toBe(404);
  });
});

describe('an authenticator at sign-in', () => {
  it('takes a code once, and none that is older than one taken', async () => {
    const code = (await codeOf('other-officer')) ?? '';
    const replay = () => signIn('other-officer', { code });
    const answers = await Promise.all([replay(), replay(), replay()]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    await refusalOf(await replay());
    const reasons = (await toldOfAccount('other-officer')).map(({ after }) => after.reason);
    expect(reasons.filter((reason) => reason === 'code-used')).toHaveLength(3);
  });

  it('is guessed no oftener than a password', async () => {
    const here = from('198.51.106.1');
    for (let wrong = 0; wrong < 5; wrong += 1) {
      await refusalOf(await signIn('other-administrator', { code: '000000', ...here }));
    }
    await refusalOf(await signIn('other-administrator', here));
    const [last] = (await toldOfAccount('other-administrator')).slice(-1);
    expect(last?.after.reason).toBe('locked-for-network');
  });

  it('is no way around: a session comes of password and code together alone', async () => {
    const answer = await signIn('other-officer', { code: '' });
    expect(cookieIn(answer)).toBe('');
    await refusalOf(answer);
  });
});
