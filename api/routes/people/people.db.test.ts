import { randomUUID } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { listAuditOf } from '../../../db/queries/audit/audit.ts';
import { account, apiToken, mandate } from '../../../db/schema/schema.ts';
import { caseInStage } from '../../../test/records/case-in-stage.ts';
import { apiServer, type Login } from '../../../test/servers/api-server.ts';
import {
  exporterUsersAnswer,
  mandatesAnswer,
  officersAnswer,
  otherAccountsAnswer,
} from '../../schemas/account/people.ts';

const { call, database, idOf } = await apiServer();
const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };

async function ask(method: string, path: string, as: Login, body?: unknown) {
  const answer = await call(`/api/v1${path}`, { method, as, ...(body ? { body } : {}) });
  const text = await answer.text();
  const read = text ? (JSON.parse(text) as { code?: string }) : {};
  return { status: answer.status, code: read.code, body: read };
}
const told = async (login: Login) =>
  (await listAuditOf(database, `account/${idOf(login)}`)).map(({ body }) => JSON.parse(body));
const lastTold = async (login: Login) => (await told(login)).at(-1);
const put = (login: Login, values: Partial<typeof account.$inferInsert>) =>
  database
    .update(account)
    .set(values)
    .where(eq(account.id, idOf(login)));

describe("R10 the exporter's first user manages the others", () => {
  beforeEach(() => put('colleague', { active: true, rights: ['view', 'prepare', 'sign', 'pay'] }));
  const rightsOf = (login: Login) => `/exporter/users/${idOf(login)}/rights`;

  it('sees them with what each may do', async () => {
    const listed = await ask('GET', '/exporter/users', 'exporter');
    const { users } = exporterUsersAnswer.parse(listed.body);
    expect(users.map(({ login }) => login).sort()).toEqual([
      'colleague',
      'exporter',
      'unentitled',
      'viewer',
    ]);
    expect(users.find(({ login }) => login === 'viewer')?.rights).toEqual(['view']);
    expect(users.find(({ login }) => login === 'exporter')?.lastSignInAt).not.toBeNull();
    expect(await ask('GET', '/exporter/users', 'operations')).toMatchObject({ status: 422 });
    const asked = await ask('GET', '/exporter/users?iec=0388012345', 'helpdesk');
    expect(exporterUsersAnswer.parse(asked.body).users).toHaveLength(1);
    const foreign = await ask('GET', '/exporter/users?iec=0388012345', 'exporter');
    expect(exporterUsersAnswer.parse(foreign.body).users).toEqual([]);
  });

  it('a user from whom "sign" was taken cannot submit from the next request on', async () => {
    const id = await caseInStage(database, 'draft', owner);
    const submit = () =>
      call(`/api/v1/applications/${id}/submit`, {
        as: 'colleague',
        body: { expectedRevision: 2, payment: { method: 'gateway' } },
        headers: { 'idempotency-key': randomUUID() },
      });
    // Let through, and told that the draft stands at another revision.
    expect((await submit()).status).toBe(409);
    const taken = await ask('PUT', rightsOf('colleague'), 'exporter', { rights: ['view'] });
    expect(taken).toMatchObject({ status: 200, body: { rights: ['view'] } });
    const refused = await submit();
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'role-may-not' });
    expect(await lastTold('colleague')).toMatchObject({
      action: 'user-rights-set',
      actor: idOf('exporter'),
      before: { rights: ['view', 'prepare', 'sign', 'pay'] },
      after: { rights: ['view'] },
    });
  });

  it('a deactivated user is out at once, in mid-session, and keys of programs with him', async () => {
    expect((await ask('GET', '/sessions/current', 'viewer')).status).toBe(200);
    await database.insert(apiToken).values({
      id: randomUUID(),
      accountId: idOf('viewer'),
      name: 'a program',
      tokenHash: 'a hash',
      scopes: ['view'],
      expiresAt: new Date(Date.now() + 60_000),
    });
    const path = `/exporter/users/${idOf('viewer')}`;
    expect(await ask('POST', `${path}/deactivate`, 'exporter')).toMatchObject({
      status: 200,
      body: { active: false },
    });
    expect((await ask('GET', '/sessions/current', 'viewer')).status).toBe(401);
    const open = and(eq(apiToken.accountId, idOf('viewer')), isNull(apiToken.revokedAt));
    expect(await database.select().from(apiToken).where(open)).toEqual([]);
    expect(await lastTold('viewer')).toMatchObject({
      action: 'account-deactivated',
      before: { active: true },
      after: { active: false, sessionsEnded: 1, tokensRevoked: 1 },
    });
    const count = (await told('viewer')).length;
    await ask('POST', `${path}/deactivate`, 'exporter');
    expect(await told('viewer')).toHaveLength(count);
    expect(await ask('POST', `${path}/activate`, 'exporter')).toMatchObject({ status: 200 });
    expect((await ask('GET', '/sessions/current', 'viewer')).status).toBe(401);
  });

  it('nobody removes himself or changes what he may do himself', async () => {
    const self = `/exporter/users/${idOf('exporter')}`;
    expect(await ask('POST', `${self}/deactivate`, 'exporter')).toMatchObject({ status: 403 });
    const rights = ['view'];
    expect(await ask('PUT', `${self}/rights`, 'exporter', { rights })).toMatchObject({
      status: 403,
    });
  });

  it('of two who take "manage" from one another at once, one is left to manage', async () => {
    await put('colleague', { rights: ['view', 'manage'] });
    const rights = ['view'];
    // Both are let through before either has written: the users are held until both wait for them.
    const both = await database.transaction(async (holder) => {
      await holder.select().from(account).where(eq(account.iec, owner.iec)).for('update');
      const asked = [
        ask('PUT', rightsOf('colleague'), 'exporter', { rights }),
        ask('PUT', rightsOf('exporter'), 'colleague', { rights }),
      ];
      await vi.waitFor(
        async () => {
          const [row] = await database.execute(sql`select count(*)::int as waiting
            from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
          expect(row?.waiting).toBe(2);
        },
        { timeout: 20_000 },
      );
      return asked;
    });
    const answers = await Promise.all(both);
    expect(answers.map(({ code = 'done' }) => code).sort()).toEqual(['done', 'last-manager']);
    const managers = await database.select().from(account).where(eq(account.iec, owner.iec));
    expect(managers.filter((one) => one.rights.includes('manage'))).toHaveLength(1);
    await put('exporter', { rights: ['view', 'prepare', 'sign', 'pay', 'manage'] });
  });

  it('whom DGFT has closed, only DGFT opens again', async () => {
    await put('colleague', { active: false, dgftClosedAt: new Date() });
    const path = `/exporter/users/${idOf('colleague')}/activate`;
    expect(await ask('POST', path, 'exporter')).toMatchObject({
      status: 409,
      code: 'closed-at-dgft',
    });
    await put('colleague', { dgftClosedAt: null });
  });

  it('nobody is given the rights of officers, one twice, or any without seeing', async () => {
    for (const rights of [['view', 'decide'], ['view', 'view'], ['everything'], ['sign'], []]) {
      const refused = await ask('PUT', rightsOf('colleague'), 'exporter', { rights });
      expect(refused).toMatchObject({ status: 422, code: 'invalid-request' });
    }
  });
});

describe('R10 a customs agent acts within a mandate', () => {
  const mandatesSeenBy = async (as: Login) =>
    mandatesAnswer.parse((await ask('GET', '/mandates', as)).body).mandates;

  it('which exporter and agent see alike', async () => {
    const [seen, ...others] = await mandatesSeenBy('exporter');
    expect(others).toEqual([]);
    expect(seen).toMatchObject({ iec: owner.iec, agent: { id: idOf('agent') } });
    expect(await mandatesSeenBy('agent')).toEqual([seen]);
  });

  it('whose rights are changed at once, and never include managing people', async () => {
    const [{ id = '' } = {}] = await mandatesSeenBy('exporter');
    const manage = await ask('PUT', `/mandates/${id}/rights`, 'exporter', {
      rights: ['view', 'manage'],
    });
    expect(manage).toMatchObject({ status: 422 });
    const draft = await caseInStage(database, 'draft', owner);
    const attempt = () =>
      call(`/api/v1/applications/${draft}/submit`, {
        as: 'agent',
        body: { expectedRevision: 2, payment: { method: 'gateway' } },
        headers: { 'idempotency-key': randomUUID() },
      });
    expect((await attempt()).status).toBe(409);
    const rights = ['view', 'prepare'];
    expect(await ask('PUT', `/mandates/${id}/rights`, 'exporter', { rights })).toMatchObject({
      status: 200,
      body: { rights },
    });
    expect((await attempt()).status).toBe(403);
    expect(await ask('PUT', `/mandates/${id}/rights`, 'agent', { rights })).toMatchObject({
      status: 403,
    });
  });

  it('and which, once revoked, shows the agent nothing from the next request on', async () => {
    const kase = await caseInStage(database, 'under-review', owner);
    const path = `/applications/${kase}`;
    expect((await ask('GET', path, 'agent')).status).toBe(200);
    const [{ id = '' } = {}] = await mandatesSeenBy('exporter');
    expect((await ask('POST', `/mandates/${id}/revoke`, 'other-exporter')).status).toBe(404);
    expect((await ask('POST', `/mandates/${id}/revoke`, 'exporter')).status).toBe(204);
    const unknown = await ask('GET', `/applications/${randomUUID()}`, 'agent');
    const gone = await ask('GET', path, 'agent');
    expect([gone.status, gone.code]).toEqual([404, unknown.code]);
    expect((await ask('GET', '/applications', 'agent')).body).not.toHaveProperty('applications.0');
    expect(await mandatesSeenBy('exporter')).toEqual([]);
    expect((await ask('POST', `/mandates/${id}/revoke`, 'exporter')).status).toBe(404);
    expect(await lastTold('agent')).toMatchObject({
      action: 'mandate-revoked',
      before: { mandate: id, iec: owner.iec, rights: ['view', 'prepare'] },
      after: { rights: [] },
    });
    const [row] = await database.select().from(mandate).where(eq(mandate.id, id));
    expect(row?.revokedAt).not.toBeNull();
  });
});

describe('R45 whom administrators and DGFT operations manage', () => {
  it('an administrator sees the officers of the own agency', async () => {
    const { officers } = officersAnswer.parse(
      (await ask('GET', '/officers', 'administrator')).body,
    );
    expect(officers.map(({ login }) => login).sort()).toEqual(['officer', 'second-officer']);
    expect(officers[0]).toMatchObject({
      agency: 'EIC',
      offices: ['EIC-MUMBAI'],
      active: true,
      locked: false,
      tokenValidUntil: null,
    });
    const all = officersAnswer.parse((await ask('GET', '/officers', 'operations')).body);
    expect(all.officers).toHaveLength(3);
    const foreign = await ask('GET', '/officers?agency=IMC', 'administrator');
    expect(officersAnswer.parse(foreign.body).officers).toEqual([]);
  });

  it('DGFT operations see administrators, agents and staff, page by page', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = `limit=2${cursor && `&cursor=${cursor}`}`;
      const page = otherAccountsAnswer.parse(
        (await ask('GET', `/accounts?${query}`, 'operations')).body,
      );
      seen.push(...page.accounts.map(({ login }) => login));
      cursor = page.nextCursor;
    }
    expect(seen).toContain('administrator');
    expect(seen).toContain('helpdesk');
    expect(seen).not.toContain('exporter');
    expect(seen).not.toContain('officer');
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('an administrator is out at once, and nobody does it to himself', async () => {
    expect((await ask('GET', '/officers', 'other-administrator')).status).toBe(200);
    const path = `/accounts/${idOf('other-administrator')}`;
    expect((await ask('POST', `${path}/deactivate`, 'operations')).status).toBe(200);
    expect((await ask('GET', '/officers', 'other-administrator')).status).toBe(401);
    expect((await ask('POST', `${path}/activate`, 'operations')).status).toBe(200);
    const own = `/accounts/${idOf('operations')}/deactivate`;
    expect((await ask('POST', own, 'operations')).status).toBe(403);
    // Officers and exporters' users have managers of their own.
    const officer = `/accounts/${idOf('officer')}/deactivate`;
    expect((await ask('POST', officer, 'operations')).status).toBe(404);
  });
});
