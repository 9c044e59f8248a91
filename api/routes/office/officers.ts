import { findPerson, listOfficers, type Person } from '../../../db/queries/account/people.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import type { ActionOn } from '../../../domain/authority/permissions.ts';
import { allow, mayReach } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { type Answer, endpoint } from '../../endpoint.ts';
import { networkOf } from '../../limits/network.ts';
import { switchAccount } from '../../people/switch-account.ts';
import { officerShown } from '../../person-answer.ts';
import {
  deactivatedAnswer,
  mappedAnswer,
  officeListBody,
  officerAnswer,
  officerQuery,
  officersAnswer,
  pendingChangeAnswer,
  personPath,
} from '../../schemas/account/people.ts';
import { createOfficerMessages } from '../../temporal/officer-messages.ts';
import type { Sent } from '../../temporal/send-in-time.ts';

/** The officer, when this person may do this with the account. Throws 404 or 403. */
export async function officerFor(
  api: Pick<ApiDependencies, 'database'>,
  account: SignedIn,
  action: ActionOn<'officer'>,
  officerId: string,
): Promise<Person> {
  const found = await findPerson(api.database, officerId);
  const officer = found?.role === 'officer' ? found : null;
  const resource = officer && { ...officer, kind: 'officer' as const, accountId: officerId };
  return allow<'officer', Person>(account, action, resource);
}

function answerOf(sent: Sent<object>, id: string, updateId: string): Answer {
  return sent.outcome === 'done'
    ? { status: 200, body: { id, ...sent.state } }
    : { status: 202, body: { id, updateId }, headers: { 'Retry-After': '2' } };
}

const tag = 'User management';
const pending = {
  description: 'No answer in time. Repeat with the same key to learn the outcome.',
  schema: pendingChangeAnswer,
};

export const officerEndpoints = [
  endpoint({
    method: 'get',
    path: '/officers',
    tag,
    summary: 'Officers of the agency, as its administrator manages them',
    querySchema: officerQuery,
    answers: { 200: { description: 'By name', schema: officersAnswer } },
    handle: async ({ account, query, api }) => {
      const reach = mayReach(account, 'view', 'officer');
      const agency = reach.within === 'agency' ? reach.agencyCode : (query.agency ?? null);
      const officers = await listOfficers(api.database, agency);
      const asked = officers.filter(
        ({ agencyCode }) => !query.agency || agencyCode === query.agency,
      );
      return { status: 200, body: { officers: asked.map(officerShown) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/officers/{id}',
    tag,
    summary: 'One officer',
    pathSchema: personPath,
    answers: { 200: { description: 'The officer', schema: officerAnswer } },
    handle: async ({ account, path, api }) => {
      const officer = await officerFor(api, account, 'view', path.id);
      return { status: 200, body: officerShown(officer) };
    },
  }),
  endpoint({
    method: 'put',
    path: '/officers/{id}/offices',
    tag,
    summary: 'Say which offices the officer acts for',
    description:
      'Cases of an office that the officer leaves go back to its queue where only the officer could sign them.',
    idempotency: 'message',
    pathSchema: personPath,
    bodySchema: officeListBody,
    answers: { 200: { description: 'From now on', schema: mappedAnswer }, 202: pending },
    problems: ['office-not-of-agency', 'not-authorised'],
    handle: async ({ account, path, body, request, idempotencyKey, api }) => {
      await officerFor(api, account, 'map-offices', path.id);
      const key = idempotencyKey ?? '';
      const by = { accountId: account.accountId, network: networkOf(request) };
      const { offices } = body;
      const messages = createOfficerMessages(api.temporal);
      return answerOf(await messages.mapOffices(path.id, key, { by, offices }), path.id, key);
    },
  }),
  endpoint({
    method: 'post',
    path: '/officers/{id}/deactivate',
    tag,
    summary: "End an officer's access at once",
    description:
      'Sessions and API tokens end; cases that only the officer could sign go back to the queue.',
    idempotency: 'message',
    pathSchema: personPath,
    answers: { 200: { description: 'Deactivated', schema: deactivatedAnswer }, 202: pending },
    problems: ['not-authorised'],
    handle: async ({ account, path, request, idempotencyKey, api }) => {
      await officerFor(api, account, 'deactivate', path.id);
      const key = idempotencyKey ?? '';
      const by = { accountId: account.accountId, network: networkOf(request) };
      const messages = createOfficerMessages(api.temporal);
      return answerOf(await messages.deactivate(path.id, key, { by }), path.id, key);
    },
  }),
  endpoint({
    method: 'post',
    path: '/officers/{id}/activate',
    tag,
    summary: 'Let an officer in again',
    pathSchema: personPath,
    answers: { 200: { description: 'The officer', schema: officerAnswer } },
    problems: ['closed-at-dgft'],
    handle: async ({ account, path, request, api }) => {
      const officer = await officerFor(api, account, 'activate', path.id);
      await switchAccount(api, { accountId: officer.id, active: true }, { account, request });
      return { status: 200, body: officerShown({ ...officer, active: true }) };
    },
  }),
];
