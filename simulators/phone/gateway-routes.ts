import { json, type Response, Router } from 'express';
import { z } from 'zod';
import { type FaultSwitch, suffer } from '../http/fault.ts';
import type { Journal } from '../journal.ts';
import { matches, type RegisteredTemplate, type ShortMessage } from './message.ts';

const short = z.string().min(1).max(200);
const sending = z.strictObject({
  sender: z.string().regex(/^[A-Z]{6}$/),
  entityId: z.string().regex(/^\d{19}$/),
  templateId: z.string().regex(/^\d{19}$/),
  to: short,
  text: z.string().min(1).max(1_000),
  messageId: short,
});
const template = z.strictObject({
  templateId: sending.shape.templateId,
  entityId: sending.shape.entityId,
  sender: sending.shape.sender,
  text: sending.shape.text,
});

/** A number at which nobody is ever reached. */
const unreachable = '+919999999999';

type Store = { messages: Journal<ShortMessage>; templates: Journal<RegisteredTemplate> };

function refuse(response: Response, status: number, code: string, title: string): void {
  response.status(status).json({ status: 'refused', code, title });
}

/**
 * `POST /messages` as Indian HTTP gateways take it, behind `X-Api-Key`; `POST /simulator/templates`
 * registers a text as on the DLT platform (the last one under an id holds).
 */
export function gatewayRoutes(options: {
  apiKey: string;
  store: Store;
  faults: FaultSwitch;
}): Router {
  const { apiKey, store, faults } = options;
  const router = Router();
  router.post('/simulator/templates', json(), (request, response) => {
    const asked = template.safeParse(request.body);
    if (asked.success) store.templates.put(asked.data.templateId, asked.data);
    response.status(asked.success ? 200 : 400);
    response.json(asked.success ? { registered: true } : { problems: asked.error.issues });
  });
  router.post('/messages', suffer(faults), json({ limit: '16kb' }), (request, response) => {
    if (request.header('x-api-key') !== apiKey) {
      return refuse(response, 401, 'api-key', 'The header X-Api-Key is missing or not known.');
    }
    const asked = sending.safeParse(request.body);
    if (!asked.success) {
      return refuse(response, 400, 'malformed', 'The message is not of the agreed form.');
    }
    const { sender, entityId, templateId, to, text, messageId } = asked.data;
    if (!/^\+91[6-9]\d{9}$/.test(to)) {
      return refuse(response, 422, 'number-not-indian', 'A number is +91 and ten digits.');
    }
    const known = store.templates.get(templateId);
    if (known === undefined || known.entityId !== entityId || known.sender !== sender) {
      return refuse(
        response,
        403,
        'template-unknown',
        'No such template of this entity and sender.',
      );
    }
    if (!matches(known, text)) {
      return refuse(response, 403, 'template-mismatch', 'The text is not that of its template.');
    }
    if (to === unreachable) {
      return refuse(response, 422, 'number-unreachable', 'Nobody is reached at this number.');
    }
    const receivedAt = new Date().toISOString();
    const before = store.messages.get(messageId);
    const first = { messageId, to, sender, templateId, text, receivedAt, deliveries: 0 };
    const kept = before ?? first;
    store.messages.put(messageId, { ...kept, deliveries: kept.deliveries + 1 });
    response.status(202).json({ status: 'accepted', messageId });
  });
  return router;
}
