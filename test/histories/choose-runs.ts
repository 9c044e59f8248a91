import { isWaiting, type RunHistory } from './run-file.ts';

/** Longer ones, of load and of races, show nothing that shorter ones do not. */
const mostEvents = 150;

type Event = NonNullable<RunHistory['events']>[number];

/** What an event says of the path: its kind, and what was done, asked or told. */
function labelOf(event: Event): string {
  const about = [
    event.activityTaskScheduledEventAttributes?.activityType?.name,
    event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name,
    event.workflowExecutionSignaledEventAttributes?.signalName,
    event.startChildWorkflowExecutionInitiatedEventAttributes?.workflowType?.name,
    event.markerRecordedEventAttributes?.markerName,
  ];
  return [event.eventType, ...about.filter(Boolean)].join(' ');
}

/** The steps from one event to the next; what the engine itself does between them says nothing. */
function stepsOf(history: RunHistory): string[] {
  const labels = (history.events ?? [])
    .filter(({ workflowTaskScheduledEventAttributes: scheduled }) => !scheduled)
    .filter(({ workflowTaskStartedEventAttributes: started }) => !started)
    .filter(({ workflowTaskCompletedEventAttributes: completed }) => !completed)
    .map(labelOf);
  const end = isWaiting(history) ? 'waits' : 'ended';
  return [...labels, end].map((label, index, all) => `${all[index - 1] ?? 'begins'} > ${label}`);
}

/**
 * Of many runs of one workflow the fewest that together take every step that any of them takes; of
 * equals the shortest.
 */
export function chooseRuns(runs: readonly RunHistory[]): RunHistory[] {
  const length = ({ events }: RunHistory) => events?.length ?? 0;
  const candidates = runs
    .filter((run) => length(run) <= mostEvents)
    .sort((one, other) => length(one) - length(other))
    .map((run) => ({ run, steps: new Set(stepsOf(run)) }));
  const chosen: RunHistory[] = [];
  const taken = new Set<string>();
  for (;;) {
    let best: (typeof candidates)[number] | undefined;
    let most = 0;
    for (const candidate of candidates) {
      const fresh = [...candidate.steps].filter((step) => !taken.has(step)).length;
      if (fresh > most) [best, most] = [candidate, fresh];
    }
    if (!best) return chosen;
    chosen.push(best.run);
    for (const step of best.steps) taken.add(step);
  }
}
