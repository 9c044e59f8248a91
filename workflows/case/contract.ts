import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CasePurpose } from '../../domain/application/purpose.ts';
import type { Question } from '../../domain/application/query.ts';
import type { Role } from '../../domain/authority/role.ts';
import type { Stage } from '../../domain/stage.ts';
import { cooApplicationId, cooApplicationName } from '../coo-application/contract.ts';
import { inLieuRequestId, inLieuRequestName } from '../in-lieu-request/contract.ts';
import { trueCopyRequestId, trueCopyRequestName } from '../true-copy-request/contract.ts';

export const caseTaskQueue = 'ecoo-case';

/** Which workflow lives a case of each kind, and the id of its run. */
const runs: Record<CasePurpose, { name: string; idOf: (id: string) => string }> = {
  original: { name: cooApplicationName, idOf: cooApplicationId },
  'in-lieu': { name: inLieuRequestName, idOf: inLieuRequestId },
  'true-copy': { name: trueCopyRequestName, idOf: trueCopyRequestId },
};

export type CaseKey = { id: string; purpose: CasePurpose };

export const caseWorkflowName = ({ purpose }: Pick<CaseKey, 'purpose'>) => runs[purpose].name;
export const caseRunId = ({ id, purpose }: CaseKey) => runs[purpose].idOf(id);

/** Who sends a message: the API has signed this person in; the activities check again. */
export type Actor = { accountId: string; role: Role };

/** `expectedRevision` is the revision that the sender saw: two officers cannot both act. */
type Message = { by: Actor; expectedRevision: number };

/** What the run of a case is started with. */
export type CaseInput = { applicationId: string };

export type SubmitInput = Message & {
  /** Left out where nothing is charged; where something is, the exporter is then asked to pay. */
  paymentMethod?: 'wallet' | 'gateway' | undefined;
  /** The fee that the sender was shown, taxes included: another one is refused, nothing charged. */
  expectedFeePaise?: number | undefined;
  /** Raw signature over the declaration of this draft by the sender's own token, base64. */
  declaration?: { signature: string } | undefined;
};
export type PayInput = Message & { paymentMethod: 'wallet' | 'gateway' };
export type DecideInput = Message & {
  decision:
    | {
        approve: true;
        /** Account of the officer who will sign; the decider, where none is named. */
        signingOfficer?: string | undefined;
      }
    | { approve: false; reasons: { pointer: string | null; reason: string }[] };
};
export type RaiseQueryInput = Message & { questions: Question[] };
export type AnswerQueryInput = Message & {
  /** Which revision of the prepared answer the sender saw. */
  answerRevision: number;
  note: string | null;
};
export type WithdrawInput = Message & { reason: string };
export type AttachSignatureInput = Message & {
  /** Raw RSA signature over the signing request's signedAttributes, base64. */
  signature: string;
};
export type RenewSigningRequestInput = Message;
export type ResumeInput = Message & { note: string };

/** Where the case stands after a message took effect. */
export type CaseState = { stage: Stage; revision: number };

/** What a step tells its run: also until when the case waits for its exporter, ISO 8601 UTC. */
export type StepState = CaseState & { respondBy?: string };

export const submit = defineUpdate<CaseState, [SubmitInput]>('submit');
export const pay = defineUpdate<CaseState, [PayInput]>('pay');
export const decide = defineUpdate<CaseState, [DecideInput]>('decide');
export const raiseQuery = defineUpdate<CaseState, [RaiseQueryInput]>('raiseQuery');
export const answerQuery = defineUpdate<CaseState, [AnswerQueryInput]>('answerQuery');
export const withdraw = defineUpdate<CaseState, [WithdrawInput]>('withdraw');
export const attachSignature = defineUpdate<CaseState, [AttachSignatureInput]>('attachSignature');
export const renewSigningRequest = defineUpdate<CaseState, [RenewSigningRequestInput]>(
  'renewSigningRequest',
);
export const resume = defineUpdate<CaseState, [ResumeInput]>('resume');

/** The gateway says that an order was paid; the case asks the gateway itself before it believes. */
export const paymentConfirmed = defineSignal<[{ orderId: string }]>('paymentConfirmed');

/** The officer who was to sign may do so no more; the case asks the record before it believes. */
export const release = defineSignal<[{ officer: string }]>('release');

/** DGFT operations decide from the Temporal UI: `by` is their account, `signingOfficer` who signs. */
export type ApproveSignal = { by: string; signingOfficer: string; expectedRevision: number };
export type RejectSignal = { by: string; reason: string; expectedRevision: number };
export const approve = defineSignal<[ApproveSignal]>('approve');
export const reject = defineSignal<[RejectSignal]>('reject');

export const state = defineQuery<CaseState>('state');
