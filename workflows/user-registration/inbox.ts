import type { UpdateDefinition } from '@temporalio/common';
import { type ApplicationFailure, condition, setHandler } from '@temporalio/workflow';
import { isAsked, type Proof } from '../../domain/registration/proofs.ts';
import type { RegistrationStage } from '../../domain/registration/registration.ts';
import { type FailureType, failureType, type RefusalDetail } from '../failure.ts';
import { refusalFailure } from '../refusal-failure.ts';
import * as contract from './contract.ts';
import type { Registration } from './registration.ts';

/** What each message carries. */
export type Inputs = {
  begin: contract.BeginInput;
  presentCertificate: contract.PresentCertificateInput;
  agree: contract.AgreeInput;
  giveDetails: contract.GiveDetailsInput;
  handInLetter: contract.HandInLetterInput;
  confirmEmail: contract.ConfirmInput;
  confirmMobile: contract.ConfirmInput;
  sendCode: contract.SendCodeInput;
  withdraw: contract.WithdrawInput;
  decide: contract.DecideInput;
  resume: contract.ResumeInput;
};
type Kind = keyof Inputs;
type Answer = { accepted: true } | { accepted: false; failure: ApplicationFailure };

/** What somebody wants of the registration. A handler only records it; the main function acts. */
export type Intention<K extends Kind = Kind> = {
  [Each in K]: { kind: Each; input: Inputs[Each]; answer: Answer | null };
}[K];

/** In which stages a message is taken; null before the registration has begun. */
const takenIn: Record<Kind, readonly (RegistrationStage | null)[]> = {
  begin: [null],
  presentCertificate: ['collecting'],
  agree: ['collecting'],
  giveDetails: ['collecting'],
  handInLetter: ['collecting'],
  confirmEmail: ['collecting'],
  confirmMobile: ['collecting'],
  sendCode: ['collecting'],
  withdraw: ['collecting', 'awaiting-decision'],
  decide: ['awaiting-decision'],
  resume: ['needs-attention'],
};

/** The proof that a message brings, where it brings one. */
const proofOf: Partial<Record<Kind, Proof>> = {
  presentCertificate: 'certificate',
  agree: 'consent',
  giveDetails: 'details',
  handInLetter: 'letter',
  confirmEmail: 'email',
  confirmMobile: 'mobile',
};

const descriptions: Record<Kind, string> = {
  begin: 'Somebody wants an account, or is proposed for one',
  presentCertificate: 'The applicant proves who he is by a DSC',
  agree: 'The applicant agrees to the privacy declaration',
  giveDetails: 'The exporter states GSTIN or SEZ, and AEO',
  handInLetter: "The agency's letter of authorisation",
  confirmEmail: 'The link in the mail was followed',
  confirmMobile: 'The code of the SMS was entered',
  sendCode: 'Send the link or the code again',
  withdraw: 'The applicant, or who proposed him, takes it back',
  decide: 'Approve or reject',
  resume: 'Operations let a parked registration go on',
};

function failure(type: FailureType, code: string, message: string): ApplicationFailure {
  const detail: RefusalDetail = { code, message, pointer: null, reasoning: [] };
  return refusalFailure(detail, type);
}

export type Inbox = ReturnType<typeof openInbox>;

/**
 * Registers every handler of a registration. Call it before the first `await`. Messages wait in
 * line: an applicant may bring several things at once, and each is acted on in its turn.
 */
export function openInbox(it: Registration) {
  const line: Intention[] = [];
  let current: Intention | null = null;
  let closed = false;

  /** Why a message cannot be taken as things stand; asked when it comes and when its turn comes. */
  function objection({ kind, input }: Pick<Intention, 'kind' | 'input'>) {
    if (closed || !takenIn[kind].includes(it.stage)) {
      const message = `A registration that is ${it.stage ?? 'not begun'} takes no ${kind}.`;
      return failure(failureType.conflict, 'stage-forbids-action', message);
    }
    const proof = proofOf[kind];
    if (proof && it.kind && !isAsked(it.kind, proof)) {
      const message = `A registration of kind ${it.kind} asks for no ${proof}.`;
      return failure(failureType.conflict, 'proof-not-asked', message);
    }
    if ('expectedRevision' in input && input.expectedRevision !== it.revision) {
      const message = `The registration is at revision ${it.revision}. Look at it again first.`;
      return failure(failureType.conflict, 'revision-stale', message);
    }
    return null;
  }

  function standing(): contract.RegistrationState {
    const { kind, stage, revision, missing } = it;
    if (kind === null || stage === null) {
      throw failure(failureType.conflict, 'stage-forbids-action', 'It has not begun.');
    }
    return { kind, stage, revision, missing };
  }

  function receive<K extends Kind>(
    kind: K,
    definition: UpdateDefinition<contract.RegistrationState, [Inputs[K]]>,
  ): void {
    setHandler(
      definition,
      async (input) => {
        const intention = { kind, input, answer: null } as Intention;
        line.push(intention);
        await condition(() => intention.answer !== null);
        if (intention.answer?.accepted === false) throw intention.answer.failure;
        return standing();
      },
      {
        description: descriptions[kind],
        validator(input) {
          const refusal = objection({ kind, input } as Intention);
          if (refusal) throw refusal;
        },
      },
    );
  }

  receive('begin', contract.begin);
  receive('presentCertificate', contract.presentCertificate);
  receive('agree', contract.agree);
  receive('giveDetails', contract.giveDetails);
  receive('handInLetter', contract.handInLetter);
  receive('confirmEmail', contract.confirmEmail);
  receive('confirmMobile', contract.confirmMobile);
  receive('sendCode', contract.sendCode);
  receive('withdraw', contract.withdraw);
  receive('decide', contract.decide);
  receive('resume', contract.resume);
  setHandler(contract.state, () => (it.stage === null ? null : standing()), {
    description: 'Stage, revision and what is missing; for support, not for pages',
  });

  function answer(given: Answer): void {
    if (current) current.answer = given;
    current = null;
  }

  /** Refuses those in line that came too late; the first that did not is the current one. */
  function takeFirst(): Intention | null {
    for (let next = line.shift(); next; next = line.shift()) {
      const refusal = objection(next);
      if (!refusal) {
        current = next;
        return next;
      }
      next.answer = { accepted: false, failure: refusal };
    }
    return null;
  }

  async function next(): Promise<Intention> {
    for (;;) {
      await condition(() => line.length > 0);
      const intention = takeFirst();
      if (intention) return intention;
    }
  }

  return {
    /** The next intention that the stage takes; the caller names which that can be. */
    next: <K extends Kind>(..._kinds: K[]) => next() as Promise<Intention<K>>,
    /** The same, or null when the instant `at` has come first. `summary` is for the Temporal UI. */
    async nextBefore<K extends Kind>(
      at: string,
      summary: string,
      ..._kinds: K[]
    ): Promise<Intention<K> | null> {
      for (;;) {
        const left = Date.parse(at) - Date.now();
        const came =
          line.length > 0 ||
          (left > 0 && (await condition(() => line.length > 0, left, { summary })));
        if (!came) return null;
        const intention = takeFirst();
        if (intention) return intention as Intention<K>;
      }
    },
    accept: () => answer({ accepted: true }),
    refuse: (refusal: RefusalDetail) =>
      answer({ accepted: false, failure: refusalFailure(refusal) }),
    /** From now on nothing is taken: the registration has ended, for those in line as well. */
    close(): void {
      closed = true;
      takeFirst();
    },
    /** The step behind the intention is parked: its sender is told where things stand. */
    park: (reason: string) =>
      answer({
        accepted: false,
        failure: failure(failureType.conflict, 'needs-attention', reason),
      }),
  };
}
