import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import { caseNotice, webhookDelivery, webhookEndpoint } from '../../db/schema/schema.ts';
import { caseInStage } from '../records/case-in-stage.ts';
import { listOf, type Make, on, onOwn, type Rule, type Side } from './rule.ts';

const url = 'https://erp.exporter.example/events';
const events = ['certificate.issued'];

/** Who may come through the doors to where people, and exporters' systems, are told of things. */
export function noticeRules({ database }: { database: Database }): Record<string, Rule> {
  async function endpointOf({ iec, exporterId: createdBy }: Side): Promise<string> {
    const id = randomUUID();
    const row = { id, iec, url, events, secretSealed: 'sealed', createdBy };
    await database.insert(webhookEndpoint).values(row);
    return id;
  }

  const aWebhook: Make = async (side) => ({
    path: { id: await endpointOf(side) },
    facts: { iec: side.iec },
  });

  const aDelivery: Make = async (side) => {
    const [endpointId, id] = [await endpointOf(side), randomUUID()];
    const owner = { accountId: side.exporterId, iec: side.iec };
    const applicationId = await caseInStage(database, 'issued', owner);
    const [notice] = await database
      .insert(caseNotice)
      .values({
        applicationId,
        occasion: 'issue/4',
        turn: 'issued',
        revision: 5,
        at: new Date(),
        spreadAt: new Date(),
      })
      .returning({ id: caseNotice.id });
    await database
      .insert(webhookDelivery)
      .values({ id, endpointId, noticeId: notice?.id ?? 0, state: 'dead' });
    return { path: { id: endpointId, delivery: id }, facts: { iec: side.iec } };
  };

  const anExporter: Make = ({ iec }) => ({ query: `iec=${iec}`, facts: { iec } });

  return {
    'put /account/language': onOwn('secure', { language: 'hi' }),
    'post /account/email-changes': onOwn('secure', { email: 'new@example.org', password: 'wrong' }),
    'post /account/email-changes/confirm': 'public',
    'post /account/mobile-changes': onOwn('secure', { mobile: '9876543210', password: 'wrong' }),
    'post /account/mobile-changes/confirm': onOwn('secure', { code: '000000' }),
    'get /webhooks': listOf('webhook'),
    'post /webhooks': on('webhook', 'create', anExporter, { url, events }),
    'get /webhooks/{id}': on('webhook', 'view', aWebhook),
    'put /webhooks/{id}': on('webhook', 'edit', aWebhook, { url, events, on: true }),
    'delete /webhooks/{id}': on('webhook', 'edit', aWebhook),
    'post /webhooks/{id}/secret': on('webhook', 'edit', aWebhook),
    'get /webhooks/{id}/deliveries': on('webhook', 'view', aWebhook),
    'post /webhooks/{id}/deliveries/{delivery}/resend': on('webhook', 'resend', aDelivery),
  };
}
