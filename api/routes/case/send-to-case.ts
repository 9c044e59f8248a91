import { type Case, findCase } from '../../../db/queries/case/application.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import type { Action } from '../../../domain/stage.ts';
import { allow } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import type { Answer } from '../../endpoint.ts';
import type { ProblemCode } from '../../problem/catalogue.ts';
import { problem } from '../../problem/problem.ts';
import { applicationPath } from '../../schemas/addresses.ts';
import { caseState, pendingAnswer } from '../../schemas/case/answers.ts';
import {
  type CaseMessages,
  createCaseMessages,
  type MessageOutcome,
} from '../../temporal/case-messages.ts';

/** A request that sends a message to a case. */
export type MessageAsked = {
  account: SignedIn;
  path: { id: string };
  body: { expectedRevision: number };
  idempotencyKey: string | null;
  mayBeRepeat: boolean;
  api: ApiDependencies;
};

/**
 * Sends one message to a case. A request that may be a repeat is not held against the stage it
 * has itself brought about: the process knows its update id and gives the first outcome. `wanted`
 * may hang on where the case stands.
 */
export async function sendToCase(
  asked: MessageAsked,
  wanted: Action | ((one: Case) => Action),
  deliver: (
    messages: CaseMessages,
    one: Case,
    message: { updateId: string; by: Pick<SignedIn, 'accountId' | 'role'> },
  ) => Promise<MessageOutcome>,
): Promise<Answer> {
  const { account, path, body, api, mayBeRepeat } = asked;
  const updateId = asked.idempotencyKey ?? '';
  const found = await findCase(api.database, path.id);
  const action = typeof wanted === 'function' ? found && wanted(found) : wanted;
  const one = allow<'application', Case>(account, mayBeRepeat || !action ? 'view' : action, found);
  if (!mayBeRepeat && one.revision !== body.expectedRevision) {
    throw problem('revision-stale', `The case is at revision ${one.revision}.`);
  }
  const by = { accountId: account.accountId, role: account.role };
  const sent = await deliver(createCaseMessages(api.temporal, one.purpose), one, { updateId, by });
  return sent.outcome === 'done'
    ? { status: 200, body: { applicationId: one.id, ...sent.state } }
    : {
        status: 202,
        body: { applicationId: one.id, updateId },
        headers: { Location: `/api/v1/applications/${one.id}`, 'Retry-After': '2' },
      };
}

/** What every endpoint has that sends a message to a case. */
export const messageEndpoint = {
  method: 'post',
  tag: 'Case',
  idempotency: 'message',
  pathSchema: applicationPath,
  answers: {
    200: { description: 'Where the case stands now', schema: caseState },
    202: {
      description: 'No answer in time. Repeat with the same key to learn the outcome.',
      schema: pendingAnswer,
    },
  },
} as const;

/** What any message may be refused with. */
export const messageProblems: readonly ProblemCode[] = [
  'not-authorised',
  'stage-forbids-action',
  'revision-stale',
  'case-busy',
  'claimed-by-another',
  'own-organisation',
  'on-leave',
  'case-moved-on',
  'needs-attention',
];
