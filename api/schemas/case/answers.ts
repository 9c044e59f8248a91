import { z } from 'zod';
import { casePurposes } from '../../../domain/application/purpose.ts';
import { roles } from '../../../domain/authority/role.ts';
import { duties } from '../../../domain/authority/sign-in-rules.ts';
import { actions, parties, stages } from '../../../domain/stage.ts';
import { feeCharged } from '../money/fee.ts';
import { instant } from '../text.ts';
import { applicationContent, party } from './application.ts';
import { queueFields } from './queue.ts';

export const stage = z.enum(stages).meta({ id: 'Stage' });

export const reasoningStep = z
  .strictObject({
    rule: z.string(),
    source: z.string(),
    inputs: z.record(z.string(), z.string()),
    result: z.string(),
    satisfied: z.boolean(),
  })
  .meta({ id: 'ReasoningStep' });

export const accountAnswer = z
  .strictObject({
    id: z.uuid(),
    login: z.string(),
    name: z.string(),
    role: z.enum(roles),
    designation: z.string().nullable(),
    iec: z.string().nullable(),
    agency: z.string().nullable(),
    offices: z.array(z.string()),
    /** What must be done before anything else may be; `account-unfinished` refuses the rest. */
    mustDo: z.array(z.enum(duties)),
  })
  .meta({ id: 'Account' });

export const fee = z.strictObject({ amountPaise: z.int(), currency: z.literal('INR') });

export const applicationAnswer = z
  .strictObject({
    id: z.uuid(),
    revision: z.int(),
    stage,
    iec: z.string(),
    office: z.string(),
    workflowId: z.string(),
    /** A certificate, another one in lieu of `parent`, or a true copy of it. */
    purpose: z.enum(casePurposes),
    /** The certificate that it is made against. */
    parent: z.string().nullable(),
    grounds: z.strictObject({ reasons: z.array(z.string()), explanation: z.string() }).nullable(),
    application: applicationContent,
    /** The version of the agreement that it was decided under; null before it was submitted. */
    schemeVersion: z.int().nullable(),
    exporter: z.strictObject({ ...party.shape, iec: z.string(), pan: z.string() }).nullable(),
    origin: z
      .array(
        z.strictObject({
          item: z.int(),
          criterion: z.string(),
          reasoning: z.array(reasoningStep),
        }),
      )
      .nullable(),
    endorsements: z.array(z.string()),
    /** What it costs, taxes included: as submitted, before that as it would be today. */
    feePaise: z.int().nullable(),
    /** The same in its parts; null for a scheme that is not offered. */
    fee: feeCharged.nullable(),
    paymentMethod: z.enum(['wallet', 'gateway']).nullable(),
    /** The outside system that is waited for just now. */
    waitingFor: z.string().nullable(),
    /** Whose turn it is; null when the case is closed. */
    waitsFor: z.enum(parties).nullable(),
    /** Until when the exporter must pay or answer, or the case lapses. */
    respondBy: instant.nullable(),
    ...queueFields.shape,
    attention: z.strictObject({ step: z.string(), reason: z.string(), stage }).nullable(),
    rejection: z
      .array(z.strictObject({ pointer: z.string().nullable(), reason: z.string() }))
      .nullable(),
    certificateNumber: z.string().nullable(),
    createdAt: instant,
    updatedAt: instant,
    submittedAt: instant.nullable(),
    actions: z.array(z.enum(actions)),
  })
  .meta({ id: 'Case' });

export const applicationSummary = z
  .strictObject({
    id: z.uuid(),
    revision: z.int(),
    stage,
    iec: z.string(),
    office: z.string(),
    scheme: z.string(),
    /** A certificate, another one in lieu of an issued one, or a true copy. */
    purpose: z.enum(casePurposes),
    consignee: z.string(),
    destination: z.string(),
    waitingFor: z.string().nullable(),
    certificateNumber: z.string().nullable(),
    ...queueFields.shape,
    createdAt: instant,
    updatedAt: instant,
    submittedAt: instant.nullable(),
  })
  .meta({ id: 'CaseSummary' });

export const applicationPage = z
  .strictObject({
    applications: z.array(applicationSummary),
    /** null on the last page. */
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'CasePage' });

export const caseState = z
  .strictObject({ applicationId: z.uuid(), stage, revision: z.int() })
  .meta({ id: 'CaseState' });

/** 202: no answer in time; the same request with the same key asks again. */
export const pendingAnswer = z
  .strictObject({ applicationId: z.uuid(), updateId: z.string() })
  .meta({ id: 'Pending' });
