import { gunzipSync, gzipSync } from 'node:zlib';
import proto from '@temporalio/proto';

// A CommonJS module whose names Node cannot see.
const { History } = proto.temporal.api.history.v1;

/** The history of one run, in clear. */
export type RunHistory = proto.temporal.api.history.v1.IHistory;

/** As it is kept in a file: Temporal's own binary form, compressed. */
export const packHistory = (history: RunHistory): Buffer =>
  gzipSync(History.encode(History.fromObject(history)).finish(), { level: 9 });

export const unpackHistory = (file: Buffer): RunHistory => History.decode(gunzipSync(file));

const startOf = ({ events }: RunHistory) => events?.[0]?.workflowExecutionStartedEventAttributes;

export const workflowOf = (history: RunHistory): string =>
  startOf(history)?.workflowType?.name ?? '';
export const workflowIdOf = (history: RunHistory): string => startOf(history)?.workflowId ?? '';

const { EventType } = proto.temporal.api.enums.v1;
const ends: ReadonlySet<unknown> = new Set([
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW,
]);

/** Whether the run waited for something when it was recorded. */
export const isWaiting = ({ events }: RunHistory): boolean => !ends.has(events?.at(-1)?.eventType);
