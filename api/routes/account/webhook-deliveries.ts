import {
  type DeliveryRow,
  findDelivery,
  listDeliveries,
  resendDelivery,
} from '../../../db/queries/webhook/delivery-list.ts';
import { tellings } from '../../../domain/notification/turn.ts';
import { endpoint } from '../../endpoint.ts';
import { pageOf } from '../../page.ts';
import { problem } from '../../problem/problem.ts';
import {
  cursorBelow,
  deliveriesAnswer,
  deliveriesQuery,
  deliveryAnswer,
  deliveryPath,
  sequenceBelow,
  webhookPath,
} from '../../schemas/account/webhook.ts';
import { endpointFor, tag } from './webhooks.ts';

const shown = (row: DeliveryRow) => ({
  id: row.id,
  event: tellings[row.turn].event,
  sequence: row.sequence,
  applicationId: row.applicationId,
  certificateNumber: row.certificateNumber,
  state: row.state,
  attempts: row.attempts,
  createdAt: row.createdAt.toISOString(),
  lastAttemptAt: row.lastAttemptAt?.toISOString() ?? null,
  lastStatus: row.lastStatus,
  lastFailure: row.lastFailure,
  nextAttemptAt: row.state === 'due' ? row.dueAt.toISOString() : null,
});

export const webhookDeliveryEndpoints = [
  endpoint({
    method: 'get',
    path: '/webhooks/{id}/deliveries',
    tag,
    summary: 'What was sent to a webhook, and what became of it',
    description: 'Newest first. `state=dead` gives those that were given up.',
    pathSchema: webhookPath,
    querySchema: deliveriesQuery,
    answers: { 200: { description: 'A page', schema: deliveriesAnswer } },
    problems: ['bad-cursor'],
    handle: async ({ account, api, path: { id }, query: { state, cursor, limit } }) => {
      await endpointFor(api, account, 'view', id);
      const below = sequenceBelow(cursor);
      const asked = { endpointId: id, state: state ?? null, below, limit: limit + 1 };
      const found = await listDeliveries(api.database, asked);
      const { rows, nextCursor } = pageOf(found, limit, ({ sequence }) => cursorBelow(sequence));
      return { status: 200, body: { deliveries: rows.map(shown), nextCursor } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/webhooks/{id}/deliveries/{delivery}/resend',
    tag,
    summary: 'Send a delivery again that has ended',
    description: 'Under the same id, so that a system that has had it knows it again.',
    pathSchema: deliveryPath,
    answers: { 202: { description: 'It is on its way', schema: deliveryAnswer } },
    problems: ['webhook-off', 'delivery-on-its-way'],
    handle: async ({ account, api, path: { id, delivery } }) => {
      const { offSince } = await endpointFor(api, account, 'resend', id);
      const before = await findDelivery(api.database, id, delivery);
      if (!before) throw problem('not-found', 'The webhook has no such delivery.');
      if (offSince) throw problem('webhook-off', 'Nothing is sent to a webhook that is off.');
      if (!(await resendDelivery(api.database, delivery))) {
        throw problem('delivery-on-its-way', 'It has not ended yet.');
      }
      const after = await findDelivery(api.database, id, delivery);
      return { status: 202, body: shown(after ?? before) };
    },
  }),
];
