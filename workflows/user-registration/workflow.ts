import { allHandlersFinished, condition, isCancellation, log } from '@temporalio/workflow';
import { reasonOf } from '../refusal-failure.ts';
import type { UserRegistrationInput } from './contract.ts';
import { type Inbox, type Intention, openInbox } from './inbox.ts';
import { openPost, type Post } from './post.ts';
import { enterStage, openRegistration, type Registration } from './registration.ts';
import * as steps from './steps.ts';

/** With five tries each, six digits are guessed once in ten thousand registrations. */
const mostCodes = 20;
const codesExhausted = {
  code: 'codes-exhausted',
  message: `No more than ${mostCodes} links and codes are sent for one registration.`,
  pointer: null,
  reasoning: [],
};

type Run = { it: Registration; inbox: Inbox; post: Post };

/**
 * One person's way to an account (R3), from the first word to an account that works or to an end
 * without one. Starts by Update-with-Start with `begin`; a beginning that is refused ends the run
 * and leaves no registration. A step that cannot go on parks it; the run itself never fails.
 */
export async function userRegistration(input: UserRegistrationInput): Promise<{ outcome: string }> {
  const it = openRegistration(input.registrationId);
  const run = { it, inbox: openInbox(it), post: openPost(it) };

  await beginRegistration(run);
  while (it.stage === 'collecting') await collectProofs(run);
  while (it.stage === 'awaiting-decision') await awaitDecision(run);
  run.inbox.close();
  if (it.stage !== null) await tellTheEnd(run);

  await run.post.allSent();
  await condition(allHandlersFinished);
  return { outcome: it.stage ?? 'not-begun' };
}

async function beginRegistration(run: Run): Promise<void> {
  const { it, inbox, post } = run;
  const { registrationId } = it;
  const { input } = await inbox.next('begin');
  // Until it is on record there is nothing to park: this is tried until it is done or refused.
  const begun = await steps.beginRegistration({ registrationId, ...input });
  if ('refused' in begun) return inbox.refuse(begun.refused);
  enterStage(it, begun);
  inbox.accept();
  post.sendCode('email');
}

/** One proof, in whichever order they come; or the next reminder; or the end of patience. */
async function collectProofs(run: Run): Promise<void> {
  const { it, inbox, post } = run;
  const intention = await nextOrDue(run, 'The applicant has this long');
  if (!intention) return remindOrLapse(run);
  if (intention.kind === 'sendCode') {
    if (post.codesSent() >= mostCodes) return inbox.refuse(codesExhausted);
    post.sendCode(intention.input.channel);
    return inbox.accept();
  }
  const kept = await attempt(run, `record ${intention.kind}`, () => record(it, intention));
  enterStage(it, kept);
  if (kept.refused) return inbox.refuse(kept.refused);
  if (intention.kind === 'confirmEmail' && it.missing.includes('mobile')) post.sendCode('mobile');
  if (it.ready) await openAccount(run);
  if (it.stage === 'awaiting-decision') post.remind('decide');
  inbox.accept();
}

/** The decision of who may decide; or the next reminder, to him or over his head; or the end. */
async function awaitDecision(run: Run): Promise<void> {
  const { it, inbox } = run;
  const intention = await nextOrDue(run, 'The decider has this long');
  if (!intention) return remindOrLapse(run);
  const decided = await attempt(run, `record ${intention.kind}`, () => record(it, intention));
  enterStage(it, decided, decided.refused && `Not decided: ${decided.refused.message}`);
  if (decided.refused) return inbox.refuse(decided.refused);
  if (it.ready) await openAccount(run);
  inbox.accept();
}

/** Opens the account, or ends without one when meanwhile there is one or the proposer may no more. */
async function openAccount(run: Run): Promise<void> {
  const { it } = run;
  const opened = await attempt(run, 'open the account', () =>
    steps.openAccount({ registrationId: it.registrationId, revision: it.revision }),
  );
  enterStage(it, opened);
}

/** The account's holder gets his first password; who has none is told how it ended. */
async function tellTheEnd({ it }: Run): Promise<void> {
  const { registrationId } = it;
  try {
    if (it.stage === 'active') await steps.sendFirstPassword({ registrationId });
    else await steps.tellRegistrationEnd({ registrationId });
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('The applicant could not be told by mail', { reason: reasonOf(error) });
  }
}

/** The step that an intention asks for. */
function record(it: Registration, { kind, input }: Intention) {
  const { registrationId, revision } = it;
  const step = { registrationId, revision };
  switch (kind) {
    case 'presentCertificate':
      return steps.provePossession({ ...step, ...input });
    case 'agree':
      return steps.recordConsent({ ...step, ...input });
    case 'giveDetails':
      return steps.recordDetails({ ...step, ...input });
    case 'handInLetter':
      return steps.recordLetter({ ...step, ...input });
    case 'confirmEmail':
      return steps.recordContact({ ...step, ...input, channel: 'email' });
    case 'confirmMobile':
      return steps.recordContact({ ...step, ...input, channel: 'mobile' });
    case 'withdraw':
      return steps.endRegistration({ ...step, ...input, stage: 'withdrawn' });
    case 'decide':
      return steps.decideRegistration({ ...step, ...input });
    case 'begin':
    case 'sendCode':
    case 'resume':
      throw new Error(`${kind} is not acted on here`);
    default:
      return kind satisfies never;
  }
}

function nextOrDue({ it, inbox }: Run, summary: string): Promise<Intention | null> {
  const [due] = it.dues;
  return due ? inbox.nextBefore(due.at, `${summary}, then: ${due.act}`) : inbox.next();
}

async function remindOrLapse(run: Run): Promise<void> {
  const { it, post } = run;
  const due = it.dues.shift();
  if (due && due.act !== 'lapse') {
    return post.remind(it.stage === 'collecting' ? 'applicant' : due.act, due.at);
  }
  const { registrationId } = it;
  const ended = await attempt(run, 'let it lapse', () =>
    steps.endRegistration({
      registrationId,
      revision: it.revision,
      stage: 'lapsed',
      by: null,
      network: null,
    }),
  );
  enterStage(it, ended);
}

/** Runs a step; when it cannot go on by itself, parks it until operations let it go on. */
async function attempt<T>(run: Run, step: string, act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (isCancellation(error)) throw error;
      await park(run, step, reasonOf(error));
    }
  }
}

async function park(run: Run, step: string, reason: string): Promise<void> {
  const { it, inbox } = run;
  const { registrationId } = it;
  const parked = await steps.parkRegistration({
    registrationId,
    revision: it.revision,
    step,
    reason,
  });
  enterStage(it, parked, `Could not ${step}: ${reason}`);
  inbox.park(`The registration is parked for DGFT operations: could not ${step}.`);
  while (it.stage === 'needs-attention') {
    const { input } = await inbox.next('resume');
    const resumed = await steps.resumeRegistration({
      registrationId,
      revision: it.revision,
      ...input,
    });
    enterStage(it, resumed);
    if (resumed.refused) inbox.refuse(resumed.refused);
    else inbox.accept();
  }
}
