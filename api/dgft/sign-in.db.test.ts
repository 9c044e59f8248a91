import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { authenticatorOf, sealSecret } from '../../credential/sealed-secret.ts';
import { listAuditOf } from '../../db/queries/audit/audit.ts';
import * as table from '../../db/schema/schema.ts';
import { type Browser, browser, signInAtDgft } from '../../test/people/browser.ts';
import {
  apiServer,
  authenticator,
  dgftClientSecret,
  masterKeys,
} from '../../test/servers/api-server.ts';
import { dgftSimulator } from '../../test/servers/dgft-simulator.ts';

const dgft = await dgftSimulator();
const redirectUri = 'http://ecoo.example/sign-in/dgft/callback';
await dgft.registerService({
  noticeUrl: 'http://127.0.0.1:9/',
  noticeSecret: 'whsec_AAAA',
  clientId: 'ecoo',
  clientSecret: dgftClientSecret,
  redirectUri,
});
const { url, database } = await apiServer({ dgftIssuer: `${dgft.url}/oidc` });
const iec = 'AABCK4410M';

beforeEach(() => dgft.setFault({ mode: 'up' }));

/** Begins here and chooses `subject` at DGFT; gives where the browser is sent back to. */
async function goThere(person: Browser, subject: string): Promise<string> {
  const there = person.target(await person.open(`${url}/sign-in/dgft`));
  const back = await signInAtDgft(person, there, subject, redirectUri);
  return back.replace('http://ecoo.example', url);
}
async function signIn(subject: string) {
  const person = browser();
  const answer = await person.open(await goThere(person, subject));
  return { person, answer };
}
const current = async (person: Browser) => person.open(`${url}/api/v1/sessions/current`);
const accountOf = async (subject: string) => {
  const [row] = await database
    .select()
    .from(table.account)
    .where(eq(table.account.dgftSubject, subject));
  return row;
};
const reasons = async (subject: string) =>
  (await listAuditOf(database, subject)).map(({ body }) => JSON.parse(body).after.reason);

describe('R11 signing in with DGFT', () => {
  it('needs no second account: it is made on the spot, by the sync’s rule, and again is the same', async () => {
    const { id } = await dgft.makeAccount(iec);
    const { person, answer } = await signIn(id);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in']);
    expect(await (await current(person)).json()).toMatchObject({ role: 'exporter', iec });
    expect(await accountOf(id)).toMatchObject({
      passwordHash: null,
      rights: expect.arrayContaining(['manage']),
    });
    const again = await signIn(id);
    expect((await current(again.person)).status).toBe(200);
    const accountId = (await accountOf(id))?.id;
    const told = (await listAuditOf(database, `account/${accountId}`)).map(({ body }) =>
      JSON.parse(body),
    );
    expect(told).toMatchObject([
      { action: 'account-made-at-dgft' },
      { action: 'signed-in', after: { means: 'dgft' } },
      { action: 'signed-in' },
    ]);
  });

  it('opens the account that the person registered here with the same address', async () => {
    const { id } = await dgft.makeAccount('AAACS7302F', 'Exporter@example.org');
    const { person } = await signIn(id);
    expect(await (await current(person)).json()).toMatchObject({ login: 'exporter' });
  });

  it('ends the session that the browser had before', async () => {
    const { id } = await dgft.makeAccount(iec);
    const person = browser();
    const first = await person.open(await goThere(person, id));
    const cookie = first.headers.getSetCookie().find((one) => one.startsWith('ecoo_session='));
    await person.open(await goThere(person, id));
    const before = await fetch(`${url}/api/v1/sessions/current`, {
      headers: { cookie: cookie?.split(';')[0] ?? '' },
    });
    expect(before.status).toBe(401);
  });

  describe('with an authenticator enrolled here', () => {
    const enter = (person: Browser, code: string) =>
      person.open(`${url}/sign-in/dgft/code`, {
        method: 'POST',
        body: new URLSearchParams({ code }),
      });
    async function enrolled() {
      const { id } = await dgft.makeAccount(iec);
      await signIn(id);
      const own = eq(table.account.dgftSubject, id);
      const [row] = await database.select().from(table.account).where(own);
      const { base32 } = authenticator.secret;
      const totpSecretSealed = sealSecret(base32, masterKeys, authenticatorOf(row?.id ?? ''));
      await database.update(table.account).set({ totpSecretSealed }).where(own);
      return id;
    }

    it('asks for its code too, and signs nobody in without', async () => {
      const { person, answer } = await signIn(await enrolled());
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('name="code"');
      expect((await current(person)).status).toBe(401);
      expect((await enter(person, authenticator.generate())).status).toBe(303);
      expect((await current(person)).status).toBe(200);
    });

    it('takes one code for each time that DGFT vouches, and none twice', async () => {
      const id = await enrolled();
      const { person } = await signIn(id);
      expect((await enter(person, '000000')).status).toBe(401);
      expect((await enter(person, authenticator.generate())).status).toBe(400);
      const code = authenticator.generate();
      const again = (await signIn(id)).person;
      expect((await enter(again, code)).status).toBe(303);
      const third = (await signIn(id)).person;
      expect((await enter(third, code)).status).toBe(401);
      expect((await current(third)).status).toBe(401);
      expect(await reasons(`account/${(await accountOf(id))?.id}`)).toContain('wrong-code');
    });

    it('takes a code only from the browser for whom DGFT vouched', async () => {
      await signIn(await enrolled());
      expect((await enter(browser(), authenticator.generate())).status).toBe(400);
    });
  });

  it('is refused to who was deactivated here, and the audit tells of it', async () => {
    const { id } = await dgft.makeAccount(iec);
    await signIn(id);
    await database
      .update(table.account)
      .set({ active: false })
      .where(eq(table.account.dgftSubject, id));
    const { person, answer } = await signIn(id);
    expect(answer.status).toBe(403);
    expect((await current(person)).status).toBe(401);
    expect(await reasons(`account/${(await accountOf(id))?.id}`)).toContain('account-closed');
  });
});

it('R12 who is not linked to an IEC is told where to register and to link the e-mail', async () => {
  const { person, answer } = await signIn('dgft-1003');
  expect(answer.status).toBe(403);
  const text = await answer.text();
  expect(text).toContain('https://www.dgft.gov.in');
  expect(text).toMatch(/link your e-mail address to the IEC/);
  expect((await current(person)).status).toBe(401);
  expect(await accountOf('dgft-1003')).toBeUndefined();
});

describe('an answer from DGFT is not believed', () => {
  const refusedAs = async (person: Browser, back: string, status: number) => {
    const answer = await person.open(back);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain('role="alert"');
    expect((await current(person)).status).toBe(401);
  };

  it('in another browser than the one that began: nobody is signed in as somebody else', async () => {
    const { id } = await dgft.makeAccount(iec);
    const back = await goThere(browser(), id);
    await refusedAs(browser(), back, 400);
    const victim = browser();
    await victim.open(`${url}/sign-in/dgft`);
    await refusedAs(victim, back, 400);
  });

  it('twice', async () => {
    const { id } = await dgft.makeAccount(iec);
    const person = browser();
    const back = await goThere(person, id);
    const cookie = `ecoo_dgft_sign_in=${new URL(back).searchParams.get('state')}`;
    await person.open(back);
    const replayed = await fetch(back, { headers: { cookie }, redirect: 'manual' });
    expect(replayed.status).toBe(400);
  });

  it('with another code', async () => {
    const { id } = await dgft.makeAccount(iec);
    const [person, other] = [browser(), browser()];
    const back = new URL(await goThere(person, id));
    const code = new URL(await goThere(other, 'dgft-1002')).searchParams.get('code');
    back.searchParams.set('code', code ?? '');
    await refusedAs(person, back.href, 401);
  });

  it('with another nonce', async () => {
    const { id } = await dgft.makeAccount(iec);
    const person = browser();
    const back = await goThere(person, id);
    const state = new URL(back).searchParams.get('state') ?? '';
    await database
      .update(table.dgftSignIn)
      .set({ nonce: 'another' })
      .where(eq(table.dgftSignIn.state, state));
    await refusedAs(person, back, 401);
  });

  it('later than ten minutes', async () => {
    const { id } = await dgft.makeAccount(iec);
    const person = browser();
    const back = await goThere(person, id);
    const state = new URL(back).searchParams.get('state') ?? '';
    await database
      .update(table.dgftSignIn)
      .set({ expiresAt: new Date(Date.now() - 1) })
      .where(and(eq(table.dgftSignIn.state, state)));
    await refusedAs(person, back, 400);
  });

  it('that says no', async () => {
    const person = browser();
    await refusedAs(person, await goThere(person, ''), 401);
  });

  it('without a word', async () => {
    await refusedAs(browser(), `${url}/sign-in/dgft/callback`, 400);
  });
});

it('while DGFT is away the person is told so, before and after', async () => {
  const { id } = await dgft.makeAccount(iec);
  const person = browser();
  const back = await goThere(person, id);
  await dgft.setFault({ mode: 'down' });
  const answer = await person.open(back);
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('does not answer just now');
});
