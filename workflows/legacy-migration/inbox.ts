import type { UpdateDefinition } from '@temporalio/common';
import { type ApplicationFailure, condition, setHandler } from '@temporalio/workflow';
import { workingPhases } from '../../domain/migration/batch.ts';
import { failureType, type RefusalDetail } from '../failure.ts';
import { refusalFailure } from '../refusal-failure.ts';
import * as contract from './contract.ts';
import { isEnd, type Run, stateOf, steerTo, stumble } from './run.ts';

type Inputs = {
  accept: contract.AcceptInput;
  retryRejected: contract.ByOperator;
  abort: contract.ByOperator;
};
type Kind = keyof Inputs;
type Answer = { accepted: true } | { accepted: false; failure: ApplicationFailure };

/** What an operator wants of the batch. A handler only records it; the main function acts on it. */
export type Intention = {
  [Each in Kind]: { kind: Each; input: Inputs[Each]; answer: Answer | null };
}[Kind];

export type Inbox = ReturnType<typeof openInbox>;

export const detail = (code: string, message: string): RefusalDetail => ({
  code,
  message,
  pointer: null,
  reasoning: [],
});
const notNow = (message: string) =>
  refusalFailure(detail('migration-not-now', message), failureType.conflict);

/**
 * Registers every handler of a batch but `begin`. Call it before the first `await`. Pausing, going on
 * and the pace take effect at once; what decides on the batch is one intention at a time.
 */
export function openInbox(run: Run, onAbort: () => void) {
  let pending: Intention | null = null;
  const isAtWork = () => workingPhases.includes(run.phase);

  function objection(): ApplicationFailure | null {
    if (isEnd(run.phase)) return notNow(`The batch has ended: ${run.phase}.`);
    return run.phase === 'undoing' ? notNow('The batch is being undone.') : null;
  }
  const busy = () => (pending ? notNow('Another operator decides on this batch just now.') : null);

  function atOnce<Input extends contract.ByOperator>(
    definition: UpdateDefinition<contract.MigrationState, [Input]>,
    description: string,
    refuse: () => ApplicationFailure | null,
    act: (input: Input) => void,
  ): void {
    const handle = async (input: Input) => {
      act(input);
      return stateOf(run);
    };
    const validator = (_: Input): void => {
      const refused = objection() ?? refuse();
      if (refused) throw refused;
    };
    setHandler(definition, handle, { description, validator });
  }

  function receive<K extends Kind>(
    definition: UpdateDefinition<contract.MigrationState, [Inputs[K]]>,
    kind: K,
    description: string,
    refuse: (input: Inputs[K]) => ApplicationFailure | null,
  ): void {
    const handle = async (input: Inputs[K]) => {
      const intention = { kind, input, answer: null } as Intention;
      pending = intention;
      if (kind === 'abort') onAbort();
      await condition(() => intention.answer !== null);
      if (intention.answer?.accepted === false) throw intention.answer.failure;
      return stateOf(run);
    };
    const validator = (input: Inputs[K]): void => {
      const refused = objection() ?? busy() ?? refuse(input);
      if (refused) throw refused;
    };
    setHandler(definition, handle, { description, validator });
  }

  // The table says so a moment before the run does: who has seen it there waits that moment.
  const unlessReconciled = () =>
    run.phase === 'reconciled' || run.phase === 'reconciling'
      ? null
      : notNow(`The batch is ${run.phase}, not reconciled.`);

  function objectionToAccept({ by, round }: contract.AcceptInput): ApplicationFailure | null {
    const refused = unlessReconciled();
    if (refused) return refused;
    if (round !== run.round) {
      return notNow(`The figures are those of round ${run.round}, not ${round}. Look again first.`);
    }
    if (by !== run.agreedBy) return null;
    const message = 'You have agreed already: a second operator has to.';
    return refusalFailure(detail('migration-same-person', message), failureType.conflict);
  }

  atOnce(
    contract.pause,
    'Hold the batch up after what is at work just now',
    () => {
      if (run.steering.paused) return notNow('The batch is held up already.');
      return isAtWork() ? null : notNow(`The batch is ${run.phase}: nothing is at work.`);
    },
    ({ by }) => steerTo(run, { by, what: 'pause' }, { paused: true }),
  );
  atOnce(
    contract.resume,
    'Let the batch go on, or try again what it could not do',
    () =>
      run.steering.paused || run.trouble !== null ? null : notNow('The batch is not held up.'),
    ({ by }) => {
      stumble(run, null);
      steerTo(run, { by, what: 'resume' }, { paused: false });
    },
  );
  atOnce(
    contract.setPace,
    'Lines to load a second at most',
    () => null,
    ({ by, linesPerSecond }) => steerTo(run, { by, what: 'set-pace' }, { linesPerSecond }),
  );
  receive(
    contract.accept,
    'accept',
    'An operator agrees; the second makes it count',
    objectionToAccept,
  );
  receive(
    contract.retryRejected,
    'retryRejected',
    'Try every row again that is still refused',
    unlessReconciled,
  );
  receive(contract.abort, 'abort', 'Give the batch up and take all of it back', () => null);
  setHandler(contract.migrationState, () => stateOf(run), {
    description: 'Where the batch stands; for support, not for pages',
  });

  function answer(given: Answer): void {
    if (pending) pending.answer = given;
    pending = null;
  }
  return {
    /** Whether something is wanted of the batch. */
    isAsked: () => pending !== null,
    /** What is wanted just now. */
    asked: (): Intention | null => pending,
    accept: () => answer({ accepted: true }),
    refuse: ({ code, message }: Pick<RefusalDetail, 'code' | 'message'>) =>
      answer({
        accepted: false,
        failure: refusalFailure(detail(code, message), failureType.conflict),
      }),
  };
}
