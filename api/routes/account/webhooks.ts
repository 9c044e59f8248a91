import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import {
  type EndpointRow,
  findEndpoint,
  listEndpoints,
} from '../../../db/queries/webhook/endpoint.ts';
import type { ActionOn } from '../../../domain/authority/permissions.ts';
import { secretOverlapHours } from '../../../domain/notification/webhook.ts';
import { allow, mayReach } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { endpoint } from '../../endpoint.ts';
import {
  newWebhookAnswer,
  newWebhookBody,
  webhookAnswer,
  webhookBody,
  webhookPath,
  webhookQuery,
  webhooksAnswer,
} from '../../schemas/account/webhook.ts';
import {
  addWebhook,
  changeWebhook,
  removeWebhook,
  renewSecret,
  type WithSecret,
} from '../../webhooks/webhooks.ts';

export const tag = 'Webhooks';

const shown = (row: EndpointRow) => ({
  id: row.id,
  iec: row.iec,
  url: row.url,
  events: row.events,
  on: row.offSince === null,
  offBecause: row.offBecause,
  offSince: row.offSince?.toISOString() ?? null,
  failingSince: row.failingSince?.toISOString() ?? null,
  formerSecretUntil: row.formerUntil?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

const shownWithSecret = ({ row, secret }: WithSecret) => ({ ...shown(row), secret });

/** The endpoint, when this person may do this with it. */
export async function endpointFor(
  { database }: ApiDependencies,
  account: SignedIn,
  action: ActionOn<'webhook'>,
  id: string,
): Promise<EndpointRow> {
  const found = await findEndpoint(database, id);
  return allow<'webhook', EndpointRow>(account, action, found && { ...found, kind: 'webhook' });
}

export const webhookEndpoints = [
  endpoint({
    method: 'get',
    path: '/webhooks',
    tag,
    summary: "Where the exporter's own systems are told of events",
    answers: { 200: { description: 'Oldest first, up to 200', schema: webhooksAnswer } },
    handle: async ({ account, api }) => {
      const rows = await listEndpoints(api.database, mayReach(account, 'view', 'webhook'));
      return { status: 200, body: { webhooks: rows.map(shown) } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/webhooks',
    tag,
    summary: 'Let a system of yours be told of events',
    description:
      'Each event is sent by POST, signed by the Standard Webhooks convention, and holds ids alone: ' +
      'the system asks the API for the rest. The secret is shown this once. docs/webhooks.md says how ' +
      'to receive.',
    querySchema: webhookQuery,
    bodySchema: newWebhookBody,
    answers: { 201: { description: 'The webhook with its secret', schema: newWebhookAnswer } },
    problems: ['webhook-url-refused', 'webhooks-full'],
    handle: async ({ account, api, request, query, body }) => {
      const iec = query.iec ?? account.iecs[0]?.iec ?? '';
      allow(account, 'create', { kind: 'webhook', iec });
      const made = await addWebhook(api, { account, request }, iec, body);
      return { status: 201, body: shownWithSecret(made) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/webhooks/{id}',
    tag,
    summary: 'One webhook',
    pathSchema: webhookPath,
    answers: { 200: { description: 'The webhook', schema: webhookAnswer } },
    handle: async ({ account, api, path: { id } }) => ({
      status: 200,
      body: shown(await endpointFor(api, account, 'view', id)),
    }),
  }),
  endpoint({
    method: 'put',
    path: '/webhooks/{id}',
    tag,
    summary: 'Change where events are sent, which, and whether at all',
    description: 'Switched on again, a webhook that failed has its full time anew.',
    pathSchema: webhookPath,
    bodySchema: webhookBody,
    answers: { 200: { description: 'The webhook', schema: webhookAnswer } },
    problems: ['webhook-url-refused'],
    handle: async ({ account, api, request, path: { id }, body }) => {
      await endpointFor(api, account, 'edit', id);
      return { status: 200, body: shown(await changeWebhook(api, { account, request }, id, body)) };
    },
  }),
  endpoint({
    method: 'delete',
    path: '/webhooks/{id}',
    tag,
    summary: 'Remove a webhook, with its deliveries',
    pathSchema: webhookPath,
    answers: { 204: { description: 'Removed' } },
    handle: async ({ account, api, request, path: { id } }) => {
      await endpointFor(api, account, 'edit', id);
      await removeWebhook(api, { account, request }, id);
      return { status: 204 };
    },
  }),
  endpoint({
    method: 'post',
    path: '/webhooks/{id}/secret',
    tag,
    summary: 'Make another secret',
    description: `Shown this once. For ${secretOverlapHours} hours deliveries are signed by the one before, too.`,
    pathSchema: webhookPath,
    answers: { 200: { description: 'The webhook with its new secret', schema: newWebhookAnswer } },
    handle: async ({ account, api, request, path: { id } }) => {
      await endpointFor(api, account, 'edit', id);
      const made = await renewSecret(api, { account, request }, id);
      return { status: 200, body: shownWithSecret(made) };
    },
  }),
];
