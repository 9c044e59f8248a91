import { activityInfo } from '@temporalio/activity';
import { openSecret, webhookSecretOf } from '../../credential/sealed-secret.ts';
import { webhookHeaders } from '../../credential/webhook-secret.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import { type Attempt, beginAttempt, endAttempt } from '../../db/queries/webhook/delivery.ts';
import { findSwitchedOff, switchOffFailing } from '../../db/queries/webhook/endpoint.ts';
import type { DeliveryState } from '../../db/schema/schema.ts';
import { pauseAfter, switchOffAfterDays, webhookBody } from '../../domain/notification/webhook.ts';
import type { WebhookOutcome } from '../../gateways/message/webhook.ts';
import type { Dependencies } from '../dependencies.ts';

/** HTTP 410: who receives says that nothing is received here any more. */
const gone = 410;

/** `switchedOff`: the endpoint whose owner is to be told that it is off now. */
export type AttemptResult = {
  outcome: DeliveryState;
  pauseMs: number;
  switchedOff: string | null;
};

type Sending = Pick<Dependencies, 'database' | 'masterKeys' | 'webhookSender'>;

/**
 * Sends one event once to its endpoint, and says what is next: nothing, another attempt after a
 * pause, or that it is given up. May be repeated: the event has the same id at every attempt.
 */
export function createAttemptDelivery(dependencies: Sending) {
  const { database } = dependencies;
  return async function attemptDelivery(input: { deliveryId: string }): Promise<AttemptResult> {
    const attempt = await beginAttempt(database, input.deliveryId);
    // The try before may have switched the endpoint off and died before it could say so.
    const switchedOff =
      activityInfo().attempt > 1 ? await findSwitchedOff(database, input.deliveryId) : null;
    if (!attempt) return { outcome: 'delivered', pauseMs: 0, switchedOff };
    const { endpointId, offBecause } = attempt;
    if (offBecause) {
      await endAttempt(database, attempt, { ...dead, status: null, failure: 'endpoint-off' });
      return { outcome: 'dead', pauseMs: 0, switchedOff };
    }
    const sent = await send(dependencies, attempt);
    if (sent.outcome === 'delivered') {
      const end = { state: sent.outcome, status: sent.status, failure: null, pauseMs: 0 };
      await endAttempt(database, attempt, end);
      return { outcome: 'delivered', pauseMs: 0, switchedOff: null };
    }
    const { status, failure } = sent;
    const pauseMs = pauseAfter(attempt.attempts);
    const next = pauseMs === null ? dead : { state: 'due' as const, pauseMs };
    await endAttempt(database, attempt, { ...next, status, failure });
    if (await switchOff(dependencies, endpointId, status === gone)) {
      await endAttempt(database, attempt, { ...dead, status, failure });
      return { outcome: 'dead', pauseMs: 0, switchedOff: endpointId };
    }
    return { outcome: next.state, pauseMs: next.pauseMs, switchedOff: null };
  };
}

const dead = { state: 'dead', pauseMs: 0 } as const;

function send({ masterKeys, webhookSender }: Sending, attempt: Attempt): Promise<WebhookOutcome> {
  const { id, url, endpointId, secretSealed, formerSecretSealed, ...rest } = attempt;
  const { turn, at, sequence, applicationId, stage, revision, certificateNumber, successor } = rest;
  const facts = {
    turn,
    at,
    sequence,
    applicationId,
    stage,
    revision,
    certificateNumber,
    successor,
  };
  const body = webhookBody(facts);
  const secrets = [secretSealed, formerSecretSealed].flatMap((sealed) =>
    sealed === null ? [] : openSecret(sealed, masterKeys, webhookSecretOf(endpointId)),
  );
  const timestamp = Math.floor(Date.now() / 1000);
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'eCoO-Webhooks',
    ...webhookHeaders({ id, timestamp, body }, secrets),
  };
  return webhookSender.sendWebhook(url, { headers, body });
}

/** Whether the endpoint was switched off by this very failure. */
async function switchOff(
  { database }: Sending,
  endpointId: string,
  isGone: boolean,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const limits = { afterDays: switchOffAfterDays, gone: isGone };
    const row = await switchOffFailing(transaction, endpointId, limits);
    if (!row) return false;
    await audit(transaction, {
      subject: `exporter/${row.iec}`,
      actor: 'system',
      role: null,
      action: 'webhook-switched-off',
      at: new Date(),
      after: { webhook: row.id, url: row.url },
    });
    return true;
  });
}
