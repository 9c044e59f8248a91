import type { z } from 'zod';
import type { AuditRow } from '../../db/queries/audit/audit.ts';
import type { RegistrationRow } from '../../db/queries/registration/registration.ts';
import { maskedEmail, maskedMobile } from '../../domain/registration/masked.ts';
import { missingProofs } from '../../domain/registration/proofs.ts';
import type { PresentedCertificate } from '../../domain/registration/registration.ts';
import type {
  proposedRegistration,
  registrationAnswer,
} from '../schemas/registration/registration.ts';

/**
 * Who looks: the applicant sees all of his own but what DGFT has masked; `support` no address in
 * clear; `proposer` not how an invitation ended, since that would tell who has an account.
 */
export type Viewer = 'applicant' | 'decider' | 'proposer' | 'support';

type Seen = z.output<typeof proposedRegistration>;

const instantOf = (at: Date) => at.toISOString();

function firmOf({ firm }: RegistrationRow): Seen['firm'] {
  if (!firm) return null;
  return { ...firm, email: maskedEmail(firm.email), mobile: maskedMobile(firm.mobile) };
}

function applicantOf({ kind, applicant }: RegistrationRow, viewer: Viewer): Seen['applicant'] {
  const masked = viewer === 'support' || kind === 'exporter';
  if (!masked) return applicant;
  const { email, mobile } = applicant;
  return { ...applicant, email: maskedEmail(email), mobile: maskedMobile(mobile) };
}

/** Which certificate was presented; its bytes are kept to sign with, not to be shown. */
function presented({ signing: _, ...certificate }: PresentedCertificate): Seen['certificate'] {
  return certificate;
}

/** A registration as somebody may see it, without its timeline. */
export function registrationSeen(row: RegistrationRow, viewer: Viewer): Seen {
  const { id, number, kind, stage, revision, iec, certificate, consent, details, decision } = row;
  return {
    id,
    number,
    kind,
    stage,
    revision,
    missing: missingProofs(row),
    iec,
    agency: row.agencyCode,
    office: row.officeId,
    applicant: applicantOf(row, viewer),
    firm: firmOf(row),
    certificate: certificate && presented(certificate),
    consent: consent && { version: consent.version, language: consent.language, at: consent.at },
    details,
    hasLetter: row.letterKey !== null,
    decision: decision && {
      approved: decision.approved,
      at: decision.at,
      reason: decision.reason,
    },
    endedBecause: viewer === 'applicant' ? row.endedBecause : null,
    createdAt: instantOf(row.createdAt),
    updatedAt: instantOf(row.updatedAt),
    dueAt: instantOf(row.dueAt),
  };
}

type Told = { at: string; action: string; actor: string; role: string | null };

const whoOf = ({ actor, role }: Told) => (actor === 'system' ? 'service' : (role ?? 'applicant'));

/** What has happened; to a proposer no more than that it began and how it stands. */
function timelineOf(events: AuditRow[], viewer: Viewer) {
  return events
    .map(({ body }) => JSON.parse(body) as Told)
    .filter(({ action }) => viewer !== 'proposer' || action === 'registration-begun')
    .map((told) => ({ at: told.at, action: told.action, by: whoOf(told) }));
}

/** A registration with its timeline. */
export function registrationWithTimeline(
  row: RegistrationRow,
  viewer: Viewer,
  events: AuditRow[],
): z.output<typeof registrationAnswer> {
  return { ...registrationSeen(row, viewer), timeline: timelineOf(events, viewer) };
}
