import { createHash } from 'node:crypto';
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { caseTaskQueue } from '../../workflows/case/contract.ts';
import {
  type DeactivateInput,
  deactivate,
  type MapOfficesInput,
  mapOffices,
  officerDeactivationId,
  officerDeactivationName,
  officerRemappingId,
  officerRemappingName,
} from '../../workflows/officer-deactivation/contract.ts';
import { sendInTime } from './send-in-time.ts';

/** The same key names the same run, and its step: what was done for it once is not done again. */
const requestOf = (key: string) => createHash('sha256').update(key).digest('hex').slice(0, 32);

const startOf = (workflow: string, workflowId: string, officerId: string) =>
  new WithStartWorkflowOperation(workflow, {
    workflowId,
    taskQueue: caseTaskQueue,
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    args: [{ officerId }],
    staticSummary: workflow,
  });

/** Sends what an administrator decides on an officer; `key` is the request's Idempotency-Key. */
export const createOfficerMessages = (client: Client) => ({
  deactivate: (officerId: string, key: string, input: DeactivateInput) =>
    sendInTime(client, () =>
      client.workflow.executeUpdateWithStart(deactivate, {
        startWorkflowOperation: startOf(
          officerDeactivationName,
          officerDeactivationId(officerId, requestOf(key)),
          officerId,
        ),
        updateId: key,
        args: [input],
      }),
    ),
  mapOffices: (officerId: string, key: string, input: MapOfficesInput) =>
    sendInTime(client, () =>
      client.workflow.executeUpdateWithStart(mapOffices, {
        startWorkflowOperation: startOf(
          officerRemappingName,
          officerRemappingId(officerId, requestOf(key)),
          officerId,
        ),
        updateId: key,
        args: [input],
      }),
    ),
});
