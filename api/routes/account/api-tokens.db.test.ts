import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { hashOfApiToken } from '../../../credential/token.ts';
import { listAuditOf } from '../../../db/queries/audit/audit.ts';
import { findTokenHolder } from '../../../db/queries/sign-in/api-token.ts';
import { account, apiToken, mandate } from '../../../db/schema/schema.ts';
import { authorize } from '../../../domain/authority/authorize.ts';
import { permissions, type ResourceKind } from '../../../domain/authority/permissions.ts';
import { apiServer, type Login } from '../../../test/servers/api-server.ts';
import { newTokenAnswer, tokensAnswer } from '../../schemas/account/own-account.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';

const { call, database, idOf } = await apiServer();

const make = (as: Login, scopes: string[] = ['view'], days = 30) =>
  call('/api/v1/account/tokens', { as, body: { name: 'ERP', scopes, days } });
async function made(as: Login, scopes?: string[]) {
  const answer = await make(as, scopes);
  expect(answer.status).toBe(201);
  return newTokenAnswer.parse(await answer.json());
}
const codeOf = async (answer: Response) => problemAnswer.parse(await answer.json()).code;
const listed = async (as: Login) =>
  tokensAnswer.parse(await (await call('/api/v1/account/tokens', { as })).json()).tokens;
const holderOf = (token: string) => findTokenHolder(database, hashOfApiToken(token) ?? '');
const revoke = (as: Login, id: string) =>
  call(`/api/v1/account/tokens/${id}`, { as, method: 'DELETE' });

describe('an API token', () => {
  it('is shown once, kept hashed, and stands for its owner within its scopes', async () => {
    const { token, id, ...shown } = await made('exporter', ['view', 'prepare']);
    expect(token).toMatch(/^ecoo_[\w-]{43}$/);
    expect(shown).toMatchObject({ name: 'ERP', state: 'in-force', lastUsedAt: null });
    expect(await holderOf(token)).toMatchObject({
      accountId: idOf('exporter'),
      role: 'exporter',
      scopes: ['view', 'prepare'],
      iecs: [{ iec: 'AAACS7302F' }],
    });
    const [row] = await database.select().from(apiToken).where(eq(apiToken.id, id));
    expect(JSON.stringify(row)).not.toContain(token.slice(5));
    expect(JSON.stringify(await listed('exporter'))).not.toContain(token.slice(5));
    expect((await listed('exporter'))[0]?.lastUsedAt).not.toBe(null);
  });

  it.each([
    ['viewer', ['view', 'prepare']],
    ['colleague', ['view', 'manage']],
    ['exporter', ['view', 'decide']],
    ['officer', ['view', 'prepare']],
    ['operations', ['view', 'decide']],
    ['idle-agent', ['view']],
  ] as const)('of %s cannot be made for %s', async (login, scopes) => {
    expect(await codeOf(await make(login, [...scopes]))).toBe('scope-not-held');
  });

  it('needs a name, a scope and an end within a year', async () => {
    expect(await codeOf(await make('exporter', []))).toBe('invalid-request');
    expect(await codeOf(await make('exporter', ['view', 'view']))).toBe('invalid-request');
    expect(await codeOf(await make('exporter', ['prepare', 'sign']))).toBe('invalid-request');
    expect(await codeOf(await make('exporter', ['view'], 366))).toBe('invalid-request');
    expect(await codeOf(await make('exporter', ['view'], 0))).toBe('invalid-request');
  });

  it('can do nothing that is done in person, whatever its scopes', async () => {
    const { token } = await made('officer', ['view', 'decide']);
    const holder = await holderOf(token);
    if (!holder) throw new Error('nobody');
    const { accountId } = holder;
    for (const [kind, actions] of Object.entries(permissions)) {
      for (const [action, { right }] of Object.entries(actions)) {
        if (right !== 'in-person') continue;
        const resource = { kind: kind as ResourceKind, accountId, agencyCode: 'EIC' };
        expect(authorize(holder, action as never, resource), `${kind} ${action}`).not.toBe(
          'allowed',
        );
      }
    }
    expect(authorize(holder, 'view', { kind: 'own-account', accountId })).toBe('allowed');
  });

  it('ends with its time, its revocation and its account', async () => {
    const revoked = await made('agent');
    expect((await revoke('agent', revoked.id)).status).toBe(204);
    expect((await revoke('agent', revoked.id)).status).toBe(204);
    expect(await holderOf(revoked.token)).toBe(null);
    const expired = await made('agent');
    await database
      .update(apiToken)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(apiToken.id, expired.id));
    expect(await holderOf(expired.token)).toBe(null);
    const closed = await made('agent');
    expect(await holderOf(closed.token)).not.toBe(null);
    expect((await listed('agent')).map(({ state }) => state)).toEqual([
      'in-force',
      'expired',
      'revoked',
    ]);
    const own = eq(account.id, idOf('agent'));
    await database.update(account).set({ active: false }).where(own);
    expect(await holderOf(closed.token)).toBe(null);
    await database.update(account).set({ active: true }).where(own);
    const told = await listAuditOf(database, `account/${idOf('agent')}`);
    const actions = told.map(({ body }) => JSON.parse(body).action);
    expect(actions.filter((action) => action === 'api-token-made')).toHaveLength(3);
    expect(actions.filter((action) => action === 'api-token-revoked')).toHaveLength(1);
    expect(told.map(({ body }) => body).join()).not.toContain(closed.token.slice(5));
  });

  it('of a customs agent loses with the mandate what the mandate gave', async () => {
    const { token } = await made('other-agent', ['view', 'prepare']);
    expect((await holderOf(token))?.iecs).toHaveLength(1);
    await database
      .update(mandate)
      .set({ revokedAt: new Date() })
      .where(eq(mandate.agentId, idOf('other-agent')));
    expect((await holderOf(token))?.iecs).toEqual([]);
  });

  it('of another is nobody else’s to see or revoke', async () => {
    const { id, token } = await made('other-exporter');
    expect(await codeOf(await revoke('exporter', id))).toBe('not-found');
    expect((await listed('exporter')).some((one) => one.id === id)).toBe(false);
    expect(await holderOf(token)).not.toBe(null);
  });

  it('is one of twenty at most, even when made all at once', async () => {
    const answers = await Promise.all(Array.from({ length: 24 }, () => make('colleague')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    const [first] = await listed('colleague');
    await revoke('colleague', first?.id ?? '');
    expect((await make('colleague')).status).toBe(201);
    expect(await codeOf(await make('colleague'))).toBe('tokens-full');
  });

  it('is noted as used to the minute, not at every request', async () => {
    const { token, id } = await made('helpdesk');
    const usedAt = async () => {
      await holderOf(token);
      const [row] = await database.select().from(apiToken).where(eq(apiToken.id, id));
      return row?.lastUsedAt?.getTime();
    };
    const first = await usedAt();
    expect(await usedAt()).toBe(first);
    const lastUsedAt = new Date(Date.now() - 61_000);
    await database.update(apiToken).set({ lastUsedAt }).where(eq(apiToken.id, id));
    expect(await usedAt()).toBeGreaterThanOrEqual(first ?? 0);
  });
});
