import type { WebhookFacts } from '../../../domain/notification/webhook.ts';
import type { Database } from '../../database.ts';
import type { DeliveryState } from '../../schema/schema.ts';

/**
 * Deliveries whose runs are to be begun: new ones, those that are to be sent again, and those that a
 * lost run has left behind. Each is handed out once a minute at most.
 */
export async function beginDeliveries(
  { $client: client }: Database,
  limit: number,
): Promise<string[]> {
  const rows = await client<{ id: string }[]>`
    update webhook_delivery set due_at = now() + interval '1 minute'
    where id in (
      select id from webhook_delivery
      where state = 'due' and due_at <= now() - case when last_attempt_at is null then interval '0'
        else interval '15 minutes' end
      order by due_at limit ${limit} for update skip locked)
    returning id`;
  return rows.map(({ id }) => id);
}

/** An attempt that is to be made, with all that it needs. */
export type Attempt = WebhookFacts & {
  id: string;
  attempts: number;
  endpointId: string;
  url: string;
  secretSealed: string;
  /** While it still counts. */
  formerSecretSealed: string | null;
  offBecause: 'owner' | 'failing' | null;
};

/** Counts an attempt and gives what it needs; null when there is nothing to deliver any more. */
export async function beginAttempt(
  { $client: client }: Database,
  deliveryId: string,
): Promise<Attempt | null> {
  const [row] = await client<(Omit<Attempt, 'sequence'> & { sequence: string })[]>`
    with begun as (
      update webhook_delivery set attempts = attempts + 1, last_attempt_at = now(),
        due_at = now() + interval '1 minute'
      where id = ${deliveryId} and state = 'due'
      returning id, attempts, endpoint_id, notice_id
    )
    select begun.id, begun.attempts, endpoint.id as "endpointId", endpoint.url,
      endpoint.secret_sealed as "secretSealed",
      case when endpoint.former_until > now() then endpoint.former_secret_sealed end
        as "formerSecretSealed",
      endpoint.off_because as "offBecause", notice.turn,
      to_char(notice.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      notice.id as sequence, a.id as "applicationId", coalesce(event.stage, a.stage) as stage,
      notice.revision, notice.certificate_number as "certificateNumber", certificate.successor
    from begun
    join webhook_endpoint endpoint on endpoint.id = begun.endpoint_id
    join case_notice notice on notice.id = begun.notice_id
    left join application a on a.id = notice.application_id
    left join case_event event on event.application_id = a.id
      and event.sequence = notice.event_sequence
    left join certificate on certificate.number = notice.certificate_number
      and notice.turn = 'superseded'`;
  return row ? { ...row, sequence: Number(row.sequence) } : null;
}

/** How an attempt ended: `due` again after a pause, or for good. */
export type AttemptEnd = {
  state: DeliveryState;
  status: number | null;
  failure: string | null;
  pauseMs: number;
};

/** Says how an attempt ended, on the delivery and on its endpoint. */
export async function endAttempt(
  { $client: client }: Database,
  { id, endpointId }: Pick<Attempt, 'id' | 'endpointId'>,
  { state, status, failure, pauseMs }: AttemptEnd,
): Promise<void> {
  await client`
    with ended as (
      update webhook_delivery set state = ${state}, last_status = ${status},
        last_failure = ${failure}, due_at = now() + make_interval(secs => ${pauseMs / 1000})
      where id = ${id}
    )
    update webhook_endpoint
    set failing_since = case when ${failure}::text is null then null
      else coalesce(failing_since, now()) end
    where id = ${endpointId} and (failing_since is null) = (${failure}::text is not null)`;
}
