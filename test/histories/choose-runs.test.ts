import proto from '@temporalio/proto';
import { expect, test } from 'vitest';
import { chooseRuns } from './choose-runs.ts';
import { packHistory, type RunHistory, unpackHistory, workflowIdOf } from './run-file.ts';

const { EventType } = proto.temporal.api.enums.v1;
const completed = { eventType: EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED };

function run(workflowId: string, steps: readonly string[], isOpen = false): RunHistory {
  const started = {
    eventType: EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED,
    workflowExecutionStartedEventAttributes: { workflowId },
  };
  const events = steps.map((name) => ({
    eventType: EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
    activityTaskScheduledEventAttributes: { activityType: { name } },
  }));
  return { events: [started, ...events, ...(isOpen ? [] : [completed])] };
}

test('keeps the fewest runs that take every step, the shortest of equals, and those that wait', () => {
  const runs = [
    run('same', ['submit', 'approve', 'issue', 'issue']),
    run('long', ['submit', 'approve', 'issue']),
    run('short', ['submit', 'approve']),
    run('rejected', ['submit', 'reject']),
    run('waiting', ['submit', 'approve'], true),
  ];
  const chosen = chooseRuns(runs).map(workflowIdOf);
  expect(chosen.toSorted()).toEqual(['rejected', 'same', 'short', 'waiting']);
});

test('leaves out runs of load and of races, which are long', () => {
  expect(
    chooseRuns([
      run(
        'load',
        Array.from({ length: 200 }, () => 'submit'),
      ),
    ]),
  ).toEqual([]);
});

test('a file gives back the run that went in', () => {
  const file = packHistory(run('one', ['submit']));
  expect(workflowIdOf(unpackHistory(file))).toBe('one');
});
