import type { PlainDate } from '../../../domain/application/application.ts';
import type { Language } from '../../../domain/notification/letter.ts';
import type { Channel } from '../../../domain/notification/recipients.ts';
import type { Taken } from '../../../domain/notification/turn.ts';
import type { Database } from '../../database.ts';
import type { MessageState } from '../../schema/schema.ts';

export type MessageKey = { noticeId: number; channel: Channel; recipient: string };
export type EndedMessage = Omit<MessageKey, 'channel'> & { state: Exclude<MessageState, 'due'> };

/** A message that is to be sent, with all that it speaks of, as the record has it now. */
export type ClaimedMessage = MessageKey &
  Taken & {
    attempts: number;
    /** Whole days since the turn. */
    days: number;
    /** null where the recipient may be told of the case no more, or has no such address. */
    address: string | null;
    language: Language;
    /** Of a certificate that came over: its application's number on the earlier platform. */
    application: string;
    invoice: string;
    office: string;
    number: string | null;
    successor: string | null;
    cancellationReason: string | null;
    /** What the event of the case kept; null where none tells of the turn. */
    detail: Record<string, unknown> | null;
    /** The last day, in India, for what the case waits for from the exporter; null for nothing. */
    respondBy: PlainDate | null;
  };

type Row = Omit<ClaimedMessage, 'noticeId'> & { noticeId: string };

/**
 * Claims messages that are due on a channel, the longest due first. A claim made before under the
 * same name is taken up where it stopped; one that somebody left behind runs out after ten minutes.
 */
export async function claimMessages(
  { $client: client }: Database,
  { channel, claim, limit }: { channel: Channel; claim: string; limit: number },
): Promise<ClaimedMessage[]> {
  const rows = await client<Row[]>`
    with due as (
      select notice_id, recipient from case_message
      where state = 'due' and channel = ${channel} and (claim = ${claim} or (due_at <= now()
        and (claim is null or claimed_at < now() - interval '10 minutes')))
      order by due_at, notice_id limit ${limit} for update skip locked
    ), claimed as (
      update case_message message set claim = ${claim}, claimed_at = now(), attempts = attempts + 1
      from due where message.notice_id = due.notice_id and message.channel = ${channel}
        and message.recipient = due.recipient
      returning message.notice_id, message.channel, message.recipient, message.attempts
    )
    select claimed.notice_id as "noticeId", claimed.channel, claimed.recipient, claimed.attempts,
      extract(day from now() - notice.at)::int as days, notice.turn,
      exists (select 1 from case_notice later where later.application_id = notice.application_id
        and later.id > notice.id) as overtaken,
      coalesce(a.id::text, came.application_number) as application,
      case when claimed.recipient = 'firm' then coalesce(exporter.record ->> 'email', firm.email)
        when claimed.channel = 'mail' then person.email else person.mobile end as address,
      coalesce(person.language, 'en') as language,
      coalesce(a.content -> 'invoices' -> 0 ->> 'number', came.invoice_number, '') as invoice,
      coalesce(office.name, came.agency || '-' || came.office) as office,
      notice.certificate_number as number, certificate.successor,
      coalesce(certificate.cancellation_reason, ended.reason) as "cancellationReason", event.detail,
      to_char(a.respond_by at time zone 'Asia/Kolkata', 'YYYY-MM-DD') as "respondBy"
    from claimed
    join case_notice notice on notice.id = claimed.notice_id
    left join application a on a.id = notice.application_id
    left join legacy_certificate came on a.id is null and came.number = notice.certificate_number
    left join legacy_exporter firm on firm.iec = came.iec
    left join legacy_cancellation ended on ended.number = came.number
    left join office on office.id = coalesce(a.office_id, came.agency || '-' || came.office)
    left join exporter on exporter.iec = coalesce(a.iec, came.iec)
    left join certificate on certificate.number = notice.certificate_number
    left join case_event event on event.application_id = a.id
      and event.sequence = notice.event_sequence
    left join account person on person.id = nullif(claimed.recipient, 'firm')::uuid
      and person.active and (person.iec = coalesce(a.iec, came.iec) or person.agency_code = office.agency_code
        or exists (
        select 1 from mandate where mandate.agent_id = person.id and mandate.iec = a.iec
          and mandate.revoked_at is null))
    order by claimed.notice_id, claimed.recipient`;
  return rows.map(({ noticeId, ...rest }) => ({ noticeId: Number(noticeId), ...rest }));
}

/** Says what became of messages of one channel, at once. */
export async function endMessages(
  { $client: client }: Database,
  channel: Channel,
  ended: readonly EndedMessage[],
): Promise<void> {
  await client`
    update case_message message
    set state = ended.state, ended_at = now(), claim = null, claimed_at = null
    from jsonb_to_recordset(${JSON.stringify(ended)}::jsonb)
      as ended("noticeId" bigint, recipient text, state text)
    where message.notice_id = ended."noticeId" and message.channel = ${channel}
      and message.recipient = ended.recipient`;
}

/** Lets a message wait whose server did not take it. */
export async function postponeMessage(
  { $client: client }: Database,
  { noticeId, channel, recipient }: MessageKey,
  seconds: number,
): Promise<void> {
  await client`
    update case_message
    set due_at = now() + make_interval(secs => ${seconds}), claim = null, claimed_at = null
    where notice_id = ${noticeId} and channel = ${channel} and recipient = ${recipient}`;
}

/** Gives back what of a claim was not tried, to be sent after a pause. */
export async function giveBackMessages(
  { $client: client }: Database,
  { channel, claim, seconds }: { channel: Channel; claim: string; seconds: number },
): Promise<void> {
  await client`
    update case_message set due_at = now() + make_interval(secs => ${seconds}),
      claim = null, claimed_at = null, attempts = attempts - 1
    where state = 'due' and channel = ${channel} and claim = ${claim}`;
}

/** Whether there is anything to be done about notices, messages or deliveries left behind. */
export async function isAnythingDue({ $client: client }: Database): Promise<boolean> {
  const [row] = await client<{ due: boolean }[]>`
    select exists (select 1 from case_notice where spread_at is null)
      or exists (select 1 from case_message where state = 'due' and due_at <= now()
        and (claim is null or claimed_at < now() - interval '10 minutes'))
      or exists (select 1 from webhook_delivery where state = 'due'
        and due_at <= now() - case when last_attempt_at is null then interval '0'
          else interval '15 minutes' end) as due`;
  return row?.due ?? false;
}
