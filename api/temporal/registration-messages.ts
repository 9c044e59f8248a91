import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import { caseTaskQueue } from '../../workflows/case/contract.ts';
import { registrationKind } from '../../workflows/search-attributes.ts';
import {
  type BeginInput,
  begin,
  type RegistrationState,
  userRegistrationId,
  userRegistrationName,
} from '../../workflows/user-registration/contract.ts';
import { type Sent, sendInTime } from './send-in-time.ts';

/** A beginning that is refused ends its run and leaves nothing: a later one starts a new run. */
export function beginRegistration(
  client: Client,
  registrationId: string,
  updateId: string,
  input: BeginInput,
): Promise<Sent<RegistrationState>> {
  const { kind } = input.registrant;
  const startWorkflowOperation = new WithStartWorkflowOperation(userRegistrationName, {
    workflowId: userRegistrationId(registrationId),
    taskQueue: caseTaskQueue,
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    args: [{ registrationId }],
    staticSummary: kind,
    typedSearchAttributes: [{ key: registrationKind, value: kind }],
  });
  return sendInTime(client, () =>
    client.workflow.executeUpdateWithStart(begin, {
      startWorkflowOperation,
      updateId,
      args: [input],
    }),
  );
}

/** Sends a message to a registration that has begun; `updateId` makes its effect single. */
export function sendToRegistration<Input>(
  client: Client,
  registrationId: string,
  update: UpdateDefinition<RegistrationState, [Input]>,
  updateId: string,
  input: Input,
): Promise<Sent<RegistrationState>> {
  const handle = client.workflow.getHandle(userRegistrationId(registrationId));
  return sendInTime(client, () => handle.executeUpdate(update, { updateId, args: [input] }));
}
