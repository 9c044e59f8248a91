import type { UpdateDefinition } from '@temporalio/common';
import { type ApplicationFailure, condition, log, setHandler } from '@temporalio/workflow';
import { type Action, mayAct, type Stage, signingActions } from '../../domain/stage.ts';
import { failureType, type RefusalDetail } from '../failure.ts';
import { refusalFailure } from '../refusal-failure.ts';
import type { Case } from './case.ts';
import * as contract from './contract.ts';

type Inputs = {
  submit: contract.SubmitInput;
  pay: contract.PayInput;
  decide: contract.DecideInput;
  raiseQuery: contract.RaiseQueryInput;
  answerQuery: contract.AnswerQueryInput;
  withdraw: contract.WithdrawInput;
  renewSigningRequest: contract.RenewSigningRequestInput;
  attachSignature: contract.AttachSignatureInput;
  resume: contract.ResumeInput;
};
type Kind = keyof Inputs;
type Answer = { accepted: true } | { accepted: false; failure: ApplicationFailure };

/** What somebody wants of the case. A handler only records it; the main function acts on it. */
export type Intention<K extends Kind = Kind> = {
  [Each in K]: { kind: Each; input: Inputs[Each]; answer: Answer | null };
}[K];

export type Inbox = ReturnType<typeof openInbox>;

const detail = (code: string, message: string): RefusalDetail => ({
  code,
  message,
  pointer: null,
  reasoning: [],
});

/** Waits for something, but not beyond a moment. */
async function before(deadline: number, happened: () => boolean): Promise<void> {
  if (deadline > Date.now()) await condition(happened, deadline - Date.now());
}

/**
 * Registers every handler of a case. Call it before the first `await`.
 * One intention at a time: while the main function works on one, others are told so.
 */
export function openInbox(kase: Case) {
  let pending: Intention | null = null;
  // Which order was paid does not matter: the gateway is asked about all of them.
  let paymentTold = false;
  let releaseTold = false;

  function objection(action: Action, role: contract.Actor['role'], revision: number) {
    if (pending) {
      return refusalFailure(
        detail('case-busy', 'Somebody is acting on this case just now. Look at it again first.'),
        failureType.conflict,
      );
    }
    if (!mayAct(role, action, kase.stage)) {
      const message = `A case in stage ${kase.stage} takes no ${action} from this role.`;
      return refusalFailure(detail('stage-forbids-action', message), failureType.conflict);
    }
    // The first submission brings the draft's own revision; the record compares it.
    if (kase.stage !== 'draft' && revision !== kase.revision) {
      const message = `The case is at revision ${kase.revision}, not ${revision}. Look at it again first.`;
      return refusalFailure(detail('revision-stale', message), failureType.conflict);
    }
    return null;
  }

  function receive<K extends Kind>(
    definition: UpdateDefinition<contract.CaseState, [Inputs[K]]>,
    kind: K,
    actionOf: (input: Inputs[K], stage: Stage) => Action,
    description: string,
  ): void {
    setHandler(
      definition,
      async (input) => {
        const intention = { kind, input, answer: null } as Intention;
        pending = intention;
        await condition(() => intention.answer !== null);
        if (intention.answer?.accepted === false) throw intention.answer.failure;
        return { stage: kase.stage, revision: kase.revision };
      },
      {
        description,
        validator(input) {
          const refusal = objection(
            actionOf(input, kase.stage),
            input.by.role,
            input.expectedRevision,
          );
          if (refusal) throw refusal;
        },
      },
    );
  }

  const decisionAction = (input: contract.DecideInput): Action =>
    input.decision.approve ? 'approve' : 'reject';
  receive(contract.submit, 'submit', () => 'submit', 'The exporter hands the application in');
  receive(contract.pay, 'pay', () => 'pay', 'The exporter pays the fee');
  receive(contract.decide, 'decide', decisionAction, 'An officer approves or rejects');
  receive(
    contract.raiseQuery,
    'raiseQuery',
    () => 'raise-query',
    'An officer asks the exporter to put something right',
  );
  receive(
    contract.answerQuery,
    'answerQuery',
    () => 'answer-query',
    "The exporter answers the officer's query",
  );
  receive(contract.withdraw, 'withdraw', () => 'withdraw', 'The exporter takes the case back');
  receive(
    contract.renewSigningRequest,
    'renewSigningRequest',
    (_, stage) => signingActions(stage).prepare,
    'Prepare the certificate: for its exporter, or anew for another day, another registered token',
  );
  receive(
    contract.attachSignature,
    'attachSignature',
    (_, stage) => signingActions(stage).sign,
    "The signature of the officer's token, or of the exporter's own",
  );
  receive(contract.resume, 'resume', () => 'resume', 'Operations let a parked case go on');

  /** A decision by signal obeys the same table; one that may not happen now is logged, not kept. */
  function decideBySignal(
    signal: { by: string; expectedRevision: number },
    decision: contract.DecideInput['decision'],
  ): void {
    const by = { accountId: signal.by, role: 'dgft-operations' } as const;
    const action = decision.approve ? 'approve' : 'reject';
    const refusal = objection(action, by.role, signal.expectedRevision);
    if (refusal) {
      log.warn('A decision by signal was not taken', { reason: refusal.message });
      return;
    }
    const input = { by, expectedRevision: signal.expectedRevision, decision };
    pending = { kind: 'decide', input, answer: null };
  }
  setHandler(
    contract.approve,
    (signal) => decideBySignal(signal, { approve: true, signingOfficer: signal.signingOfficer }),
    { description: 'DGFT operations approve; the named officer signs' },
  );
  setHandler(
    contract.reject,
    (signal) =>
      decideBySignal(signal, {
        approve: false,
        reasons: [{ pointer: null, reason: signal.reason }],
      }),
    { description: 'DGFT operations reject, with the reason' },
  );
  setHandler(
    contract.paymentConfirmed,
    () => {
      paymentTold = true;
    },
    { description: 'The gateway says that an order was paid' },
  );
  setHandler(
    contract.release,
    () => {
      releaseTold = true;
    },
    { description: 'The officer who was to sign may do so no more' },
  );
  setHandler(contract.state, () => ({ stage: kase.stage, revision: kase.revision }), {
    description: 'Stage and revision; for support, not for pages',
  });

  function answer(given: Answer): void {
    if (pending) pending.answer = given;
    pending = null;
  }

  return {
    /** The next intention; the stage table has let only those through that `kinds` names. */
    async next<K extends Kind>(..._kinds: K[]): Promise<Intention<K>> {
      await condition(() => pending !== null);
      return pending as unknown as Intention<K>;
    },
    /** Resolves at an intention; with null at `deadline`, in milliseconds since 1970. */
    async nextBefore<K extends Kind>(
      deadline: number,
      ..._kinds: K[]
    ): Promise<Intention<K> | null> {
      await before(deadline, () => pending !== null);
      return pending as unknown as Intention<K> | null;
    },
    /** Resolves at an intention, at word of a payment, or at `deadline` in silence. */
    async paymentBefore(
      deadline: number,
    ): Promise<Intention<'pay' | 'withdraw'> | { kind: 'word-of-payment' | 'silence' }> {
      await before(deadline, () => pending !== null || paymentTold);
      if (pending) return pending as Intention<'pay' | 'withdraw'>;
      const kind = paymentTold ? 'word-of-payment' : 'silence';
      paymentTold = false;
      return { kind };
    },
    /** Resolves at an intention, or at word that the signing officer may sign no more. */
    async signatureOrRelease(): Promise<
      Intention<'attachSignature' | 'renewSigningRequest' | 'withdraw'> | 'release'
    > {
      await condition(() => pending !== null || releaseTold);
      if (pending) return pending as Intention<'attachSignature' | 'renewSigningRequest'>;
      releaseTold = false;
      return 'release';
    },
    accept: () => answer({ accepted: true }),
    refuse: (refusal: RefusalDetail) =>
      answer({ accepted: false, failure: refusalFailure(refusal) }),
    /** The step behind the intention is parked: its sender is told where the case stands. */
    park: (reason: string) =>
      answer({
        accepted: false,
        failure: refusalFailure(detail('needs-attention', reason), failureType.conflict),
      }),
  };
}
