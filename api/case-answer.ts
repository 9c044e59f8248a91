import type { z } from 'zod';
import type { CaseSummary } from '../db/queries/case/application-list.ts';
import type { QuotedCase } from '../db/queries/case/quoted-case.ts';
import type { SignedIn } from '../db/queries/sign-in/session.ts';
import { schemeByCode } from '../domain/agreement/schemes.ts';
import { actionsOpen } from '../domain/authority/authorize.ts';
import { type Charge, chargeOf, feeEntryFor, feePurposeOf } from '../domain/money/fee.ts';
import { waitsFor } from '../domain/stage.ts';
import { caseRunId } from '../workflows/case/contract.ts';
import { queueAnswer } from './queue-answer.ts';
import type { applicationAnswer, applicationSummary } from './schemas/case/answers.ts';
import type { feeCharged } from './schemas/money/fee.ts';
import { todayInIndia } from './today.ts';

/** What the case was charged at submission, or would be today; null for a scheme not offered here. */
function chargeOfCase(one: QuotedCase): Charge | null {
  if (one.feePaise !== null) {
    const entry = one.feeEntries.find(({ id }) => id === one.feeEntryId);
    return entry ? chargeOf(entry) : null;
  }
  const scheme = schemeByCode(one.scheme);
  const { agencyCode: agency, feeClass: exporterClass } = one;
  const purpose = feePurposeOf(one.purpose);
  const asked = scheme && { scheme, agency, exporterClass, purpose, on: todayInIndia() };
  return asked && chargeOf(feeEntryFor(one.feeEntries, asked));
}

/** A case's fee in its parts, with the entry of the fee table that it comes from. */
export function caseFee(one: QuotedCase): z.output<typeof feeCharged> | null {
  const charge = chargeOfCase(one);
  if (!charge) return null;
  const { entry, taxes, totalPaise } = charge;
  const { id, from, paise: basePaise, source, sure } = entry;
  return { entry: id, from, basePaise, taxes, totalPaise, source, sure };
}

/** Figures of sheets that an exporter keeps from a customs agent stand in the reasoning too. */
function originShown({ role, accountId }: SignedIn, one: QuotedCase): QuotedCase['origin'] {
  const isSecret = role === 'customs-agent' && (one.costSheets ?? []).length > 0;
  if (!isSecret || one.sheetAgents?.includes(accountId)) return one.origin;
  return one.origin?.map((item) => ({ ...item, reasoning: [] })) ?? null;
}

/** A case as its exporter or office sees it. */
export function caseAnswer(account: SignedIn, one: QuotedCase): z.output<typeof applicationAnswer> {
  const fee = caseFee(one);
  return {
    id: one.id,
    revision: one.revision,
    stage: one.stage,
    iec: one.iec,
    office: one.officeId,
    workflowId: caseRunId(one),
    purpose: one.purpose,
    parent: one.parent,
    grounds: one.grounds,
    application: one.content,
    schemeVersion: one.submittedAt && one.schemeVersion,
    exporter: one.exporter,
    origin: originShown(account, one),
    endorsements: one.endorsements,
    feePaise: one.feePaise ?? fee?.totalPaise ?? null,
    fee,
    paymentMethod: one.paymentMethod,
    waitingFor: one.waitingFor,
    waitsFor: waitsFor(one.stage),
    respondBy: one.respondBy?.toISOString() ?? null,
    ...queueAnswer(account, one, todayInIndia()),
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
export function summaryAnswer(
  account: SignedIn,
  one: CaseSummary,
): z.output<typeof applicationSummary> {
  const { officeId, createdAt, updatedAt, submittedAt } = one;
  return {
    id: one.id,
    revision: one.revision,
    stage: one.stage,
    iec: one.iec,
    office: officeId,
    scheme: one.scheme,
    purpose: one.purpose,
    consignee: one.consignee,
    destination: one.destination,
    waitingFor: one.waitingFor,
    certificateNumber: one.certificateNumber,
    ...queueAnswer(account, one, todayInIndia()),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    submittedAt: submittedAt?.toISOString() ?? null,
  };
}
