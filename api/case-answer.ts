import type { z } from 'zod';
import type { Case } from '../db/queries/case/application.ts';
import type { CaseSummary } from '../db/queries/case/application-list.ts';
import type { SignedIn } from '../db/queries/sign-in/session.ts';
import { schemeByCode } from '../domain/agreement/schemes.ts';
import { actionsOpen } from '../domain/authority/authorize.ts';
import { indianDate } from '../domain/calendar/indian-date.ts';
import { feePaise } from '../domain/money/fee.ts';
import { cooApplicationId } from '../workflows/coo-application/contract.ts';
import type { applicationAnswer, applicationSummary } from './schemas/case/answers.ts';

/** Today's date in India: what every rule of dates is asked with. */
export const todayInIndia = () => indianDate(new Date().toISOString());

/** The fee that was fixed at submission, or before it what it would be today. */
function feeOf(one: Case): number | null {
  if (one.feePaise !== null) return one.feePaise;
  const scheme = schemeByCode(one.content.scheme);
  return scheme && feePaise({ kind: scheme.kind, purpose: 'original', on: todayInIndia() });
}

/** A case as its exporter or office sees it. */
export function caseAnswer(account: SignedIn, one: Case): z.output<typeof applicationAnswer> {
  return {
    id: one.id,
    revision: one.revision,
    stage: one.stage,
    iec: one.iec,
    office: one.officeId,
    workflowId: cooApplicationId(one.id),
    application: one.content,
    exporter: one.exporter,
    origin: one.origin,
    endorsements: one.endorsements,
    feePaise: feeOf(one),
    paymentMethod: one.paymentMethod,
    waitingFor: one.waitingFor,
    attention: one.attention,
    rejection: one.rejection,
    certificateNumber: one.certificateNumber,
    createdAt: one.createdAt.toISOString(),
    updatedAt: one.updatedAt.toISOString(),
    submittedAt: one.submittedAt?.toISOString() ?? null,
    actions: actionsOpen(account, one),
  };
}

/** A line of a list. */
export function summaryAnswer(one: CaseSummary): z.output<typeof applicationSummary> {
  const { officeId, createdAt, updatedAt, submittedAt, ...rest } = one;
  return {
    ...rest,
    office: officeId,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    submittedAt: submittedAt?.toISOString() ?? null,
  };
}
