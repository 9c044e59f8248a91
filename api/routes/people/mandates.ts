import type { Request } from 'express';
import type { Transaction } from '../../../db/database.ts';
import {
  findMandate,
  listMandates,
  lockMandate,
  revokeMandate,
  type ShownMandate,
  setMandateRights,
} from '../../../db/queries/account/mandate.ts';
import { audit } from '../../../db/queries/audit/audit.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import type { Right } from '../../../domain/authority/actor.ts';
import { allow, mayReach } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { endpoint } from '../../endpoint.ts';
import { mandateShown } from '../../person-answer.ts';
import { problem } from '../../problem/problem.ts';
import {
  agentRightsBody,
  mandateAnswer,
  mandatesAnswer,
  personPath,
} from '../../schemas/account/people.ts';
import { tellOwner } from '../../temporal/account-messages.ts';
import { toldBy } from '../../told-by.ts';

async function mandateFor(
  api: ApiDependencies,
  account: SignedIn,
  action: 'set-rights' | 'revoke',
  mandateId: string,
): Promise<ShownMandate> {
  const found = await findMandate(api.database, mandateId);
  const resource = found && { ...found, kind: 'mandate' as const };
  return allow<'mandate', ShownMandate>(account, action, resource);
}

/** Tells what becomes of a mandate; `rights` null is its end. */
async function change(
  transaction: Transaction,
  mandate: ShownMandate,
  rights: Right[] | null,
  by: { account: SignedIn; request: Request },
): Promise<void> {
  const before = await lockMandate(transaction, mandate.id);
  if (!before) throw problem('not-found', 'The mandate has been revoked meanwhile.');
  if (rights) await setMandateRights(transaction, mandate.id, rights);
  else await revokeMandate(transaction, mandate.id);
  await audit(transaction, {
    ...toldBy(by.account, by.request),
    subject: `account/${mandate.agentId}`,
    action: rights ? 'mandate-rights-set' : 'mandate-revoked',
    before: { mandate: mandate.id, iec: mandate.iec, rights: before },
    after: { mandate: mandate.id, iec: mandate.iec, rights: rights ?? [] },
  });
}

const tag = 'User management';

export const mandateEndpoints = [
  endpoint({
    method: 'get',
    path: '/mandates',
    tag,
    summary: 'Agents who act for the exporter, or exporters for whom the agent acts',
    answers: { 200: { description: 'In force, oldest first', schema: mandatesAnswer } },
    handle: async ({ account, api }) => {
      const reach = mayReach(account, 'view', 'mandate');
      const iecs = reach.within === 'iec' ? reach.iecs : [];
      const agent = account.role === 'customs-agent' ? account.accountId : null;
      const mandates = await listMandates(api.database, iecs, agent);
      return { status: 200, body: { mandates: mandates.map(mandateShown) } };
    },
  }),
  endpoint({
    method: 'put',
    path: '/mandates/{id}/rights',
    tag,
    summary: 'Say what an agent may do for the exporter',
    pathSchema: personPath,
    bodySchema: agentRightsBody,
    answers: { 200: { description: 'The mandate', schema: mandateAnswer } },
    handle: async ({ account, path, body, request, api }) => {
      const mandate = await mandateFor(api, account, 'set-rights', path.id);
      const { rights } = body;
      await api.database.transaction((own) => change(own, mandate, rights, { account, request }));
      tellOwner(api, { accountId: mandate.agentId, notice: 'mandate-changed' });
      return { status: 200, body: mandateShown({ ...mandate, rights }) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/mandates/{id}/revoke',
    tag,
    summary: 'End a mandate: from the next request on the agent sees nothing of the exporter',
    pathSchema: personPath,
    answers: { 204: { description: 'Revoked' } },
    handle: async ({ account, path, request, api }) => {
      const mandate = await mandateFor(api, account, 'revoke', path.id);
      await api.database.transaction((own) => change(own, mandate, null, { account, request }));
      tellOwner(api, { accountId: mandate.agentId, notice: 'mandate-revoked' });
      return { status: 204 };
    },
  }),
];
