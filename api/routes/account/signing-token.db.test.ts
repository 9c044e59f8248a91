import { and, eq, isNull } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { listAuditOf } from '../../../db/queries/audit/audit.ts';
import { officerCertificate, signingChallenge } from '../../../db/schema/schema.ts';
import {
  type Presented,
  sha256Of,
  startTokenOffice,
  type TestToken,
} from '../../../test/people/exporter-token.ts';
import { apiServer, type Login, password } from '../../../test/servers/api-server.ts';
import { signingTokenAnswer } from '../../schemas/account/signing-token.ts';

const tokens = await startTokenOffice();
afterAll(() => tokens.close());
const { call, database, idOf } = await apiServer({ trustAnchors: tokens.trustAnchors });

const address = '/api/v1/account/signing-token';
const holder = (login: Login) => ({ name: `Person ${login}`, organisation: 'EIC' });
const real = await tokens.realToken(holder('officer'));
const revoked = await tokens.revokedToken(holder('other-officer'));

async function challenge(as: Login) {
  const answer = await call(`${address}/challenge`, { method: 'POST', as });
  expect(answer.status).toBe(201);
  return (await answer.json()) as { challengeId: string; challenge: string };
}

type Token = z.output<typeof signingTokenAnswer>['token'];
type Body = Presented & { challengeId: string; password: string };
async function put(as: Login, body: Body) {
  const answer = await call(address, { method: 'PUT', as, body });
  const { code = '', token = null } = (await answer.json()) as { code?: string; token?: Token };
  return { status: answer.status, code, token };
}

async function register(as: Login, token: TestToken, changes: Partial<Body> = {}) {
  const { challengeId, challenge: text } = await challenge(as);
  return put(as, { challengeId, password, ...(await token.present(text)), ...changes });
}

const registered = async (as: Login) =>
  signingTokenAnswer.parse(await (await call(address, { as })).json()).token;
const told = async (as: Login) => {
  const rows = await listAuditOf(database, `account/${idOf(as)}`);
  const entries = rows.map(({ body }) => JSON.parse(body));
  return entries.filter(({ action }) => action.startsWith('signing-token'));
};

describe('R47 an officer registers a digital token', () => {
  it('by a challenge that the token signs through the agent, and sees it', async () => {
    expect(await registered('officer')).toBeNull();
    const answer = await register('officer', real);
    expect(answer).toMatchObject({
      status: 200,
      token: {
        sha256: sha256Of(real),
        subject: 'C=IN, O=EIC, CN=Person officer',
        daysLeft: expect.any(Number),
      },
    });
    expect(await registered('officer')).toEqual(answer.token);
    expect(answer.token?.daysLeft).toBeGreaterThan(700);
    const [row] = await database.select().from(officerCertificate);
    expect(row?.chain).toHaveLength(1);
    expect(await told('officer')).toMatchObject([
      { action: 'signing-token-registered', before: null, after: { sha256: sha256Of(real) } },
    ]);
  });

  it('in place of the one before, which may come back', async () => {
    const next = await tokens.softToken(holder('officer'));
    expect((await register('officer', next)).status).toBe(200);
    expect((await registered('officer'))?.sha256).toBe(sha256Of(next));
    expect((await told('officer')).at(-1)).toMatchObject({
      before: { sha256: sha256Of(real) },
      after: { sha256: sha256Of(next) },
    });
    expect((await register('officer', real)).status).toBe(200);
    expect((await registered('officer'))?.sha256).toBe(sha256Of(real));
  });

  it('and never has two, however many are presented at once', async () => {
    const many = await Promise.all(
      Array.from({ length: 4 }, () => tokens.softToken(holder('second-officer'))),
    );
    const answers = await Promise.all(many.map((token) => register('second-officer', token)));
    // A newer challenge ends the earlier ones, so not all get through.
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const current = await database
      .select()
      .from(officerCertificate)
      .where(
        and(
          eq(officerCertificate.accountId, idOf('second-officer')),
          isNull(officerCertificate.replacedAt),
        ),
      );
    expect(current).toHaveLength(1);
  });

  it('and nobody else does', async () => {
    for (const as of ['agent', 'administrator', 'operations', 'helpdesk'] as const) {
      const answer = await call(`${address}/challenge`, { method: 'POST', as });
      expect(answer.status).toBe(403);
    }
  });
});

describe('R47 a person of an exporter registers a token', () => {
  const own = holder('exporter');

  it.each([
    ['certificate-without-iec', own],
    ['certificate-of-other-iec', { ...own, iec: '0388012345' }],
    ['certificate-of-another-person', { ...own, name: 'Somebody Else', iec: 'AAACS7302F' }],
  ])('not with a certificate that is refused as %s', async (code, to) => {
    expect(await register('exporter', await tokens.softToken(to))).toMatchObject({ code });
    expect(await registered('exporter')).toBeNull();
  });

  it('with one in his own name that holds the IEC', async () => {
    const token = await tokens.softToken({ ...own, iec: 'AAACS7302F' });
    expect(await register('exporter', token)).toMatchObject({ status: 200 });
    expect((await registered('exporter'))?.sha256).toBe(sha256Of(token));
  });
});

describe('R47 a token is refused, and the audit is told', () => {
  const as = 'other-officer';
  const own = holder(as);

  async function refusedWith(code: string, answer: Promise<{ status: number; code: string }>) {
    expect((await answer).code).toBe(code);
    expect(await registered(as)).toBeNull();
    expect((await told(as)).at(-1)).toMatchObject({
      action: 'signing-token-refused',
      after: { code },
      network: expect.stringContaining('127.0.0.1'),
    });
  }

  it('that is signed by itself, with the right name', async () => {
    const forged = await tokens.selfSignedToken(own);
    await refusedWith('certificate-self-signed', register(as, forged));
  });

  it('whose challenge another key signed', async () => {
    const [mine, other] = [await tokens.softToken(own), await tokens.softToken(own)];
    const { signature } = await other.present((await challenge(as)).challenge);
    await refusedWith('signed-by-another-key', register(as, mine, { signature }));
  });

  it('that signed another challenge', async () => {
    const mine = await tokens.softToken(own);
    const { signature } = await mine.present((await challenge(as)).challenge);
    await refusedWith('signed-other-bytes', register(as, mine, { signature }));
  });

  it('with a challenge that was used before, was made for another, or never', async () => {
    const mine = await tokens.softToken(own);
    const { challengeId, challenge: text } = await challenge(as);
    const once = { challengeId, password, ...(await mine.present(text)) };
    await put(as, { ...once, signature: 'AAAA' });
    await refusedWith('challenge-gone', put(as, once));
    const others = await challenge('second-officer');
    const theirs = {
      ...once,
      challengeId: others.challengeId,
      ...(await mine.present(others.challenge)),
    };
    await refusedWith('challenge-gone', put(as, theirs));
    const nowhere = '01a20235-14d2-726b-a96d-c4c125e3ca1c';
    await refusedWith('challenge-gone', put(as, { ...once, challengeId: nowhere }));
  });

  it('with a challenge older than five minutes', async () => {
    const mine = await tokens.softToken(own);
    const { challengeId, challenge: text } = await challenge(as);
    await database.update(signingChallenge).set({ expiresAt: new Date(Date.now() - 1) });
    const late = { challengeId, password, ...(await mine.present(text)) };
    await refusedWith('challenge-gone', put(as, late));
  });

  it('that is expired, revoked, or of somebody else', async () => {
    const expired = await tokens.expiredToken(own);
    await refusedWith('certificate-expired', register(as, expired));
    await refusedWith('certificate-revoked', register(as, revoked));
    const others = await tokens.softToken(holder('officer'));
    await refusedWith('certificate-of-another-person', register(as, others));
    const director = await tokens.softToken({ ...own, name: `Person ${as} Rao` });
    await refusedWith('certificate-of-another-person', register(as, director));
  });

  it('that is registered for another account, even of the same name', async () => {
    const mine = await tokens.softToken(own);
    const { certificate, ...rest } = mine;
    await database.insert(officerCertificate).values({
      sha256: sha256Of(mine),
      accountId: idOf('officer'),
      certificate: Buffer.from(certificate).toString('base64'),
      chain: [],
      validFrom: new Date(),
      validTo: new Date(),
      replacedAt: new Date(),
    });
    await refusedWith('certificate-of-another-person', register(as, { certificate, ...rest }));
  });

  it('without the right password, which leaves the challenge as it is', async () => {
    const mine = await tokens.softToken(own);
    const before = (await told(as)).length;
    const { challengeId, challenge: text } = await challenge(as);
    const body = { challengeId, password, ...(await mine.present(text)) };
    for (let i = 0; i < 4; i++) {
      expect(await put(as, { ...body, password: 'wrong' })).toMatchObject({
        code: 'password-wrong',
      });
    }
    expect(await registered(as)).toBeNull();
    expect((await told(as)).length).toBe(before);
    expect((await put(as, body)).status).toBe(200);
    const again = Array.from({ length: 6 }, () => put(as, { ...body, password: 'wrong' }));
    const codes = (await Promise.all(again)).map(({ code }) => code);
    expect(codes.filter((code) => code === 'too-many-requests')).toHaveLength(1);
  });
});
