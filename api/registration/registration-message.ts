import { randomUUID } from 'node:crypto';
import type { UpdateDefinition } from '@temporalio/common';
import type { Request } from 'express';
import type { RegistrationRow } from '../../db/queries/registration/registration.ts';
import type { RegistrationState } from '../../workflows/user-registration/contract.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { Answer } from '../endpoint.ts';
import { networkOf } from '../limits/network.ts';
import type { ProblemCode } from '../problem/catalogue.ts';
import { problem } from '../problem/problem.ts';
import { pendingRegistration, registrationState } from '../schemas/registration/registration.ts';
import { sendToRegistration } from '../temporal/registration-messages.ts';

type Asked = {
  api: ApiDependencies;
  request: Request;
  idempotencyKey: string | null;
  mayBeRepeat: boolean;
};

const open = ['collecting', 'awaiting-decision', 'needs-attention'];

/**
 * Sends what somebody wants of a registration to its run, with the network it came from. A request
 * that may be a repeat is not held against the end it has itself brought about.
 */
export async function tellRegistration<Input extends { network: string }>(
  { api, request, idempotencyKey, mayBeRepeat }: Asked,
  { id, number, stage }: RegistrationRow,
  update: UpdateDefinition<RegistrationState, [Input]>,
  input: Omit<Input, 'network'>,
): Promise<Answer> {
  if (!mayBeRepeat && !open.includes(stage)) {
    throw problem('registration-ended', `This registration is ${stage}.`);
  }
  const updateId = idempotencyKey ?? randomUUID();
  const message = { ...input, network: networkOf(request) } as Input;
  const sent = await sendToRegistration(api.temporal, id, update, updateId, message);
  return sent.outcome === 'done'
    ? { status: 200, body: { id, number, ...sent.state } }
    : { status: 202, body: { id }, headers: pendingHeaders(id) };
}

/** Where the outcome is to be asked for, and when. */
export const pendingHeaders = (id: string) => ({
  Location: `/api/v1/registrations/${id}`,
  'Retry-After': '2',
});

/** What each message answers. */
export const messageAnswers = {
  200: { description: 'Where the registration stands now', schema: registrationState },
  202: {
    description: 'No answer in time. Repeat with the same key to learn the outcome.',
    schema: pendingRegistration,
  },
} as const;

/** What can stand in the way of every message. */
export const messageProblems: readonly ProblemCode[] = [
  'stage-forbids-action',
  'proof-not-asked',
  'registration-ended',
  'case-moved-on',
  'needs-attention',
];
