import { and, eq, like } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { listAuditOf } from '../../db/queries/audit/audit.ts';
import { account, auditEvent, rateLimit } from '../../db/schema/schema.ts';
import { solvedCaptcha } from '../../scripts/demo/captcha.ts';
import { apiServer, cookieIn, type Login, password } from '../../test/servers/api-server.ts';
import { accountAnswer } from '../schemas/case/answers.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';

const { url, call, database, signIn, codeOf, idOf } = await apiServer();

const from = (network: string) => ({ headers: { 'x-forwarded-for': network } });
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
