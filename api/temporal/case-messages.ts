import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import type { CasePurpose } from '../../domain/application/purpose.ts';
import {
  type AnswerQueryInput,
  type AttachSignatureInput,
  answerQuery,
  attachSignature,
  type CaseState,
  caseRunId,
  caseTaskQueue,
  caseWorkflowName,
  type DecideInput,
  decide,
  type PayInput,
  pay,
  type RaiseQueryInput,
  type RenewSigningRequestInput,
  type ResumeInput,
  raiseQuery,
  renewSigningRequest,
  resume,
  type SubmitInput,
  submit,
  type WithdrawInput,
  withdraw,
} from '../../workflows/case/contract.ts';
import { cooAgency, cooOffice, cooScheme, cooStage } from '../../workflows/search-attributes.ts';
import { type Sent, sendInTime } from './send-in-time.ts';

export type MessageOutcome = Sent<CaseState>;

/** What the Temporal UI shows of a case without decrypting anything. */
type Shown = { scheme: string; officeId: string; agencyCode: string };

/** Sends messages to cases of one kind; each is bounded in time, and `updateId` makes its effect single. */
export function createCaseMessages(client: Client, purpose: CasePurpose) {
  const bounded = <State>(send: () => Promise<State>) => sendInTime(client, send);

  /** A refused submission ends its run and gives the draft back: a later one starts a new run. */
  function startOf(applicationId: string, { scheme, officeId, agencyCode }: Shown) {
    return new WithStartWorkflowOperation(caseWorkflowName({ purpose }), {
      workflowId: caseRunId({ id: applicationId, purpose }),
      taskQueue: caseTaskQueue,
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      args: [{ applicationId }],
      staticSummary: `${scheme} · ${officeId}`,
      typedSearchAttributes: [
        { key: cooStage, value: 'submitted' },
        { key: cooAgency, value: agencyCode },
        { key: cooOffice, value: officeId },
        { key: cooScheme, value: scheme },
      ],
    });
  }

  const handleOf = (applicationId: string) =>
    client.workflow.getHandle(caseRunId({ id: applicationId, purpose }));

  return {
    submit: (applicationId: string, shown: Shown, updateId: string, input: SubmitInput) =>
      bounded(() =>
        client.workflow.executeUpdateWithStart(submit, {
          startWorkflowOperation: startOf(applicationId, shown),
          updateId,
          args: [input],
        }),
      ),
    pay: (applicationId: string, updateId: string, input: PayInput) =>
      bounded(() => handleOf(applicationId).executeUpdate(pay, { updateId, args: [input] })),
    decide: (applicationId: string, updateId: string, input: DecideInput) =>
      bounded(() => handleOf(applicationId).executeUpdate(decide, { updateId, args: [input] })),
    raiseQuery: (applicationId: string, updateId: string, input: RaiseQueryInput) =>
      bounded(() => handleOf(applicationId).executeUpdate(raiseQuery, { updateId, args: [input] })),
    answerQuery: (applicationId: string, updateId: string, input: AnswerQueryInput) =>
      bounded(() =>
        handleOf(applicationId).executeUpdate(answerQuery, { updateId, args: [input] }),
      ),
    withdraw: (applicationId: string, updateId: string, input: WithdrawInput) =>
      bounded(() => handleOf(applicationId).executeUpdate(withdraw, { updateId, args: [input] })),
    attachSignature: (applicationId: string, updateId: string, input: AttachSignatureInput) =>
      bounded(() =>
        handleOf(applicationId).executeUpdate(attachSignature, { updateId, args: [input] }),
      ),
    renewSigningRequest: (
      applicationId: string,
      updateId: string,
      input: RenewSigningRequestInput,
    ) =>
      bounded(() =>
        handleOf(applicationId).executeUpdate(renewSigningRequest, { updateId, args: [input] }),
      ),
    resume: (applicationId: string, updateId: string, input: ResumeInput) =>
      bounded(() => handleOf(applicationId).executeUpdate(resume, { updateId, args: [input] })),
  };
}

export type CaseMessages = ReturnType<typeof createCaseMessages>;
