import { beforeAll, describe, expect, test } from 'vitest';
import type { RegistrationRow } from '../../../db/queries/registration/registration.ts';
import { authorize } from '../../../domain/authority/authorize.ts';
import { registrationResource } from '../../../domain/authority/registration-resource.ts';
import { registrationKinds } from '../../../domain/registration/registration.ts';
import { registrationInStage } from '../../../test/records/registration-in-stage.ts';
import { actorOf, apiServer, type Login, logins } from '../../../test/servers/api-server.ts';
import { registrationPage } from '../../schemas/registration/registration.ts';

const { database, call, idOf } = await apiServer();
const rows: RegistrationRow[] = [];
beforeAll(async () => {
  const sides = [
    { iec: 'AAACS7302F', agencyCode: 'EIC' },
    { iec: '0388012345', agencyCode: 'IMC' },
  ];
  for (const kind of registrationKinds) {
    for (const { iec, agencyCode } of sides) {
      const ofAgency = kind === 'officer' || kind === 'agency-administrator';
      const owned = ofAgency ? { agencyCode } : kind === 'staff' ? {} : { iec };
      const createdAt = new Date(Date.UTC(2026, 10, 1, 0, rows.length));
      const more = { ...owned, createdAt };
      rows.push(await registrationInStage(database, kind, 'collecting', more));
    }
  }
});

async function listed(as: Login, query: Record<string, string> = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const asked = new URLSearchParams({ limit: '2', ...query, ...(cursor ? { cursor } : {}) });
    const answer = await call(`/api/v1/registrations?${asked}`, { as });
    const page = registrationPage.parse(await answer.json());
    ids.push(...page.registrations.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return ids;
}

describe('R46 the list of registrations', () => {
  test.each(logins)('has all that is %s’s to see and nothing else, page by page', async (login) => {
    const actor = actorOf(login, idOf(login));
    const visible = rows.filter(
      (row) => authorize(actor, 'view', registrationResource(row)) === 'allowed',
    );
    expect(await listed(login)).toEqual(visible.map(({ id }) => id).toReversed());
  });

  test('is cut down by kind and stage', async () => {
    const officers = rows.filter(({ kind }) => kind === 'officer').map(({ id }) => id);
    expect(await listed('operations', { kind: 'officer' })).toEqual(officers.toReversed());
    expect(await listed('administrator', { kind: 'officer' })).toEqual(officers.slice(0, 1));
    expect(await listed('operations', { stage: 'lapsed' })).toEqual([]);
  });

  test('takes no cursor but its own', async () => {
    for (const cursor of ['x', Buffer.from('{"at":"x","id":"y"}').toString('base64url')]) {
      const answer = await call(`/api/v1/registrations?cursor=${cursor}`, { as: 'operations' });
      expect(answer.status).toBe(400);
    }
  });
});

test('helpdesk sees masked addresses; a proposer not how the invited person ended', async () => {
  const more = { iec: 'AAACS7302F', endedBecause: 'already-registered' as const };
  const row = await registrationInStage(database, 'exporter-user', 'withdrawn', more);
  const seenBy = async (as: Login) =>
    (await call(`/api/v1/registrations/${row.id}`, { as })).text();
  expect(await seenBy('helpdesk')).not.toContain(row.applicant.email);
  const seen = await seenBy('exporter');
  expect(seen).toContain(row.applicant.email);
  expect(seen).not.toContain('already-registered');
});
