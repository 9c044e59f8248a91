import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { listAuditOf } from '../../db/queries/audit/audit.ts';
import { account, rateLimit } from '../../db/schema/schema.ts';
import { apiServer, type Login } from '../../test/servers/api-server.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';

const { call, database, signIn, idOf } = await apiServer();

const from = (network: string) => ({ headers: { 'x-forwarded-for': network } });
const accountOf = async (login: Login) => {
  const [row] = await database
    .select()
    .from(account)
    .where(eq(account.id, idOf(login)));
  if (!row) throw new Error(`there is no ${login}`);
  return row;
};

async function refusalOf(answer: Response) {
  expect(answer.status).toBe(401);
  expect(problemAnswer.parse(await answer.json()).code).toBe('sign-in-refused');
}

type Told = { action: string; actor: string; network: string; after: Record<string, unknown> };
const toldOfAccount = async (login: Login): Promise<Told[]> =>
  (await listAuditOf(database, `account/${idOf(login)}`)).map(({ body }) => JSON.parse(body));

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
