import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { z } from 'zod';
import { sealSecret, webhookSecretOf } from '../../credential/sealed-secret.ts';
import { newWebhookSecret } from '../../credential/webhook-secret.ts';
import type { Transaction } from '../../db/database.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import type { SignedIn } from '../../db/queries/sign-in/session.ts';
import {
  changeEndpoint,
  countEndpoints,
  deleteEndpoint,
  type EndpointRow,
  insertEndpoint,
  lockEndpoint,
} from '../../db/queries/webhook/endpoint.ts';
import type { AuditAction } from '../../domain/audit-actions.ts';
import { endpointsAtOnce, secretOverlapHours } from '../../domain/notification/webhook.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { problem } from '../problem/problem.ts';
import type { newWebhookBody, webhookBody } from '../schemas/account/webhook.ts';
import { toldBy } from '../told-by.ts';
import { checkedUrl } from './check-url.ts';

type By = { account: SignedIn; request: Request };
export type WithSecret = { row: EndpointRow; secret: string };

const told = ({ id, url, events, offBecause }: EndpointRow) => ({
  webhook: id,
  url,
  events,
  off: offBecause,
});

const tell = (
  transaction: Transaction,
  { account, request }: By,
  action: AuditAction,
  { before, after }: { before?: EndpointRow; after?: EndpointRow },
) =>
  audit(transaction, {
    subject: `exporter/${(after ?? before)?.iec}`,
    action,
    ...toldBy(account, request),
    ...(before ? { before: told(before) } : {}),
    ...(after ? { after: told(after) } : {}),
  });

/** Throws `not-found` when it was removed meanwhile. */
async function held(transaction: Transaction, id: string): Promise<EndpointRow> {
  const row = await lockEndpoint(transaction, id);
  if (!row) throw problem('not-found', 'The webhook was removed meanwhile.');
  return row;
}

/** Adds an endpoint of an exporter's system. Throws `webhook-url-refused` and `webhooks-full`. */
export async function addWebhook(
  { database, masterKeys, webhookTargets }: ApiDependencies,
  by: By,
  iec: string,
  { url, events }: z.output<typeof newWebhookBody>,
): Promise<WithSecret> {
  const [id, secret] = [randomUUID(), newWebhookSecret()];
  const row = await database.transaction(async (transaction) => {
    if ((await countEndpoints(transaction, iec)) >= endpointsAtOnce) {
      throw problem('webhooks-full', `The exporter has ${endpointsAtOnce} webhooks.`);
    }
    const made = await insertEndpoint(transaction, {
      id,
      iec,
      url: checkedUrl(url, webhookTargets),
      events,
      secretSealed: sealSecret(secret, masterKeys, webhookSecretOf(id)),
      createdBy: by.account.accountId,
    });
    await tell(transaction, by, 'webhook-added', { after: made });
    return made;
  });
  return { row, secret };
}

/** Changes where events go, which, and whether at all; switched on, it has never failed. */
export function changeWebhook(
  { database, webhookTargets }: ApiDependencies,
  by: By,
  id: string,
  { url, events, on }: z.output<typeof webhookBody>,
): Promise<EndpointRow> {
  return database.transaction(async (transaction) => {
    const before = await held(transaction, id);
    const off = {
      offSince: before.offSince ?? new Date(),
      offBecause: before.offBecause ?? 'owner',
    };
    const after = await changeEndpoint(transaction, id, {
      url: checkedUrl(url, webhookTargets),
      events,
      ...(on ? { offSince: null, offBecause: null, failingSince: null } : off),
    } as Partial<EndpointRow>);
    await tell(transaction, by, 'webhook-changed', { before, after });
    return after;
  });
}

/** Makes another secret; deliveries are signed by both for a day. */
export async function renewSecret(
  { database, masterKeys }: ApiDependencies,
  by: By,
  id: string,
): Promise<WithSecret> {
  const secret = newWebhookSecret();
  const row = await database.transaction(async (transaction) => {
    const before = await held(transaction, id);
    const after = await changeEndpoint(transaction, id, {
      secretSealed: sealSecret(secret, masterKeys, webhookSecretOf(id)),
      formerSecretSealed: before.secretSealed,
      formerUntil: new Date(Date.now() + secretOverlapHours * 3_600_000),
    });
    await tell(transaction, by, 'webhook-secret-made', { after });
    return after;
  });
  return { row, secret };
}

/** Removes an endpoint with its deliveries. */
export function removeWebhook({ database }: ApiDependencies, by: By, id: string): Promise<void> {
  return database.transaction(async (transaction) => {
    const before = await held(transaction, id);
    await deleteEndpoint(transaction, id);
    await tell(transaction, by, 'webhook-removed', { before });
  });
}
