import type { Right } from '../authority/actor.ts';
import type { Stage } from '../stage.ts';

/** The turns of a case that people are told of, and programs by the name in `events`. */
export const turns = [
  'given-back',
  'fee-awaited',
  'under-review',
  'query-raised',
  'query-answered',
  'lapse-near',
  'approved',
  'issue-awaited',
  'sent-back',
  'issued',
  'rejected',
  'withdrawn',
  'lapsed',
  'superseded',
  'cancelled',
] as const;
export type Turn = (typeof turns)[number];

/**
 * Who is told: the exporter's people who have a right, whoever prepared the case (a user of the
 * exporter or its customs agent), the officer who waits for the answer.
 */
export type Audience = Right | 'preparer' | 'asking-officer';

/**
 * What is told of a turn: to whom by mail, whether by SMS too, where a mobile is confirmed, and as
 * which event to the exporter's systems.
 */
export type Telling = {
  means: string;
  to: readonly Audience[];
  sms: boolean;
  /** Says only where the case stands: nobody is written to of it once the case has gone on. */
  passing: boolean;
  event: string;
};

const outcome = ['preparer', 'sign'] as const;

/** The one table of who is told what; `docs/notifications.md` is drawn from it. */
export const tellings: Record<Turn, Telling> = {
  'given-back': {
    means: 'The submission was not accepted; the draft is back, nothing was charged',
    to: ['preparer'],
    sms: false,
    passing: false,
    event: 'application.given-back',
  },
  'fee-awaited': {
    means: 'Accepted; the fee is to be paid',
    to: ['preparer', 'pay'],
    sms: true,
    passing: true,
    event: 'application.fee-awaited',
  },
  'under-review': {
    means: 'Accepted and paid; the office examines it',
    to: outcome,
    sms: false,
    passing: true,
    event: 'application.under-review',
  },
  'query-raised': {
    means: 'The officer asks for something; the exporter must answer',
    to: ['preparer', 'prepare'],
    sms: true,
    passing: false,
    event: 'application.query-raised',
  },
  'query-answered': {
    means: 'The exporter has answered; the officer goes on',
    to: ['asking-officer'],
    sms: false,
    passing: true,
    event: 'application.query-answered',
  },
  'lapse-near': {
    means: 'It lapses soon unless the exporter does what it waits for',
    to: ['preparer', 'prepare', 'pay', 'sign'],
    sms: true,
    passing: true,
    event: 'application.lapse-near',
  },
  approved: {
    means: 'Approved; the officer is to sign',
    to: outcome,
    sms: false,
    passing: true,
    event: 'application.approved',
  },
  'issue-awaited': {
    means: 'Accepted; the exporter issues the self-declared certificate',
    to: outcome,
    sms: true,
    passing: true,
    event: 'application.issue-awaited',
  },
  'sent-back': {
    means: 'The officer who approved it may sign no more; another one examines it',
    to: outcome,
    sms: false,
    passing: true,
    event: 'application.sent-back',
  },
  issued: {
    means: 'The certificate is issued',
    to: outcome,
    sms: true,
    passing: false,
    event: 'certificate.issued',
  },
  rejected: {
    means: 'Rejected, with the reasons',
    to: outcome,
    sms: true,
    passing: false,
    event: 'application.rejected',
  },
  withdrawn: {
    means: 'The exporter has withdrawn it',
    to: outcome,
    sms: false,
    passing: false,
    event: 'application.withdrawn',
  },
  lapsed: {
    means: 'Lapsed, because nobody did in time what it waited for',
    to: outcome,
    sms: true,
    passing: false,
    event: 'application.lapsed',
  },
  superseded: {
    means: 'Another certificate has taken the place of this one',
    to: outcome,
    sms: false,
    passing: false,
    event: 'certificate.superseded',
  },
  cancelled: {
    means: 'The certificate is cancelled, with the reason',
    to: outcome,
    sms: true,
    passing: false,
    event: 'certificate.cancelled',
  },
};

/** A turn of a case; `overtaken`: it has taken another since. */
export type Taken = { turn: Turn; overtaken: boolean };

/** Whether the turn says only where the case stood, and it stands elsewhere now. */
export const isLeftBehind = ({ turn, overtaken }: Taken): boolean =>
  overtaken && tellings[turn].passing;

/** What endpoints of exporters' systems subscribe to. */
export const events: readonly string[] = turns.map((turn) => tellings[turn].event);

/** Stages whose entry is told from wherever the case came. */
const ends: Readonly<Record<string, Turn>> = {
  issued: 'issued',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  lapsed: 'lapsed',
};

/**
 * The turn that a case takes by going from one stage to another; null where nobody is told: it
 * stands where it stood, was parked, or is taken up again. That a lapse is near, and what
 * becomes of an issued certificate, are turns without a change of stage.
 */
export function turnBetween(from: Stage, to: Stage): Turn | null {
  if (from === to) return null;
  const end = ends[to];
  if (end) return end;
  if (to === 'needs-attention' || from === 'needs-attention') return null;
  switch (to) {
    case 'draft':
      return 'given-back';
    case 'awaiting-payment':
      return 'fee-awaited';
    case 'query-raised':
      return 'query-raised';
    case 'under-review':
      if (from === 'awaiting-signature') return 'sent-back';
      return from === 'query-raised' ? 'query-answered' : 'under-review';
    case 'awaiting-signature':
      return 'approved';
    case 'auto-approved-pending-issuance':
      return 'issue-awaited';
    default:
      return null;
  }
}
