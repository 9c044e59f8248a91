import type { z } from 'zod';
import { type applicationAnswer, caseState } from '../../api/schemas/case/answers.ts';
import { preparedAnswer } from '../../api/schemas/case/query.ts';
import { signingRequestAnswer } from '../../api/schemas/case/record-answers.ts';
import type { Action } from '../../domain/stage.ts';
import type { SigningAgent } from '../../scripts/demo/signing-agent.ts';
import type { Program } from '../servers/api-program.ts';

export type CaseAnswer = z.output<typeof applicationAnswer>;

/** What somebody may try with a case: the action that it is, and how it is asked for by HTTP. */
export type Move = {
  action: Action;
  ask: (as: Program, path: string, expectedRevision: number) => Promise<Response>;
};

/** Of the form of a signature, and none. */
export const unsigned = 'A'.repeat(344);
const question = { pointer: '/remarks', documentType: null, reason: 'Please explain.' };
const reasons = [{ pointer: null, reason: 'Not these goods.' }];

/** Asks for something by POST below the case, at the revision that is given. */
export const post =
  (address: string, body: Record<string, unknown>): Move['ask'] =>
  (as, path, expectedRevision) =>
    as(`${path}/${address}`, { body: { expectedRevision, ...body } });

/** What is asked for in the same words whoever issues the certificate. */
export const sharedMoves: readonly Move[] = [
  { action: 'pay', ask: post('payment', { payment: { method: 'wallet' } }) },
  { action: 'approve', ask: post('decision', { decision: { approve: true } }) },
  { action: 'reject', ask: post('decision', { decision: { approve: false, reasons } }) },
  { action: 'raise-query', ask: post('query', { questions: [question] }) },
  { action: 'prepare-answer', ask: prepareAnswer },
  { action: 'answer-query', ask: sendAnswer },
  { action: 'withdraw', ask: post('withdrawal', { reason: 'Not needed any more.' }) },
  { action: 'claim', ask: post('claim', {}) },
  { action: 'unclaim', ask: post('unclaim', {}) },
  { action: 'resume', ask: post('resume', { note: 'Go on.' }) },
];

/** Every message of a case; the agent holds the token of the officer who signs. */
export const movesWith = (agent: SigningAgent, officer: Program): Move[] => [
  ...sharedMoves,
  { action: 'submit', ask: post('submit', { payment: { method: 'wallet' } }) },
  { action: 'submit', ask: post('submit', { payment: { method: 'gateway' } }) },
  { action: 'renew-signing-request', ask: post('signing-request', {}) },
  { action: 'attach-signature', ask: signWith(agent, officer) },
  { action: 'attach-signature', ask: post('signature', { signature: unsigned }) },
];

const prepared = async (as: Program, path: string) => {
  const answer = await as(`${path}/answer`);
  return answer.ok ? preparedAnswer.parse(await answer.json()) : null;
};

async function prepareAnswer(as: Program, path: string): Promise<Response> {
  const answer = await prepared(as, path);
  if (!answer) return as(`${path}/answer`);
  const body = { ...answer.application, remarks: `Revision ${answer.answerRevision}` };
  return as(`${path}/answer`, { method: 'PUT', body, ifMatch: answer.answerRevision });
}

async function sendAnswer(as: Program, path: string, expectedRevision: number): Promise<Response> {
  const answer = await prepared(as, path);
  const answerRevision = answer?.answerRevision ?? 0;
  return as(`${path}/answer`, { body: { expectedRevision, answerRevision, note: null } });
}

/** Hands in what the token says to what is prepared for its holder. */
export const signWith =
  (agent: SigningAgent, holder: Program): Move['ask'] =>
  async (as, path, expectedRevision) => {
    const asked = await holder(`${path}/signing-request`);
    const request = asked.ok ? signingRequestAnswer.parse(await asked.json()) : null;
    if (!request) return post('signature', { signature: unsigned })(as, path, expectedRevision);
    const { signedAttributes, documentDigest } = request;
    const signature = await agent.sign({ signedAttributes, documentDigest, description: 'A walk' });
    return as(`${path}/signature`, { body: { expectedRevision, signature } });
  };

/** Where a message says that the case stands now; null for answers that say something else. */
export async function stateAfter(answer: Response) {
  const parsed = caseState.safeParse(await answer.json());
  return parsed.success ? parsed.data : null;
}
