/** One call as its caller saw it: when it was made, when it was answered (of one clock), and what. */
export type Call<Asked, Answer> = {
  asked: Asked;
  answer: Answer;
  invoked: number;
  returned: number;
};

/**
 * What the called thing does with one call after another: null where it could not answer so, and the
 * very same state where a call changes none, which spares the search.
 */
export type Sequential<State, Asked, Answer> = {
  initial: State;
  next: (state: State, asked: Asked, answer: Answer) => State | null;
};

/**
 * Whether calls that overlapped can be put into one order, each somewhere between its invocation and
 * its return, in which `sequential` gives exactly these answers. The search of Wing and Gong, which
 * remembers where it has been; states are told apart by their JSON. Keep few calls open at once: time
 * grows with their orders.
 */
export function isLinearizable<State, Asked, Answer>(
  history: readonly Call<Asked, Answer>[],
  { initial, next }: Sequential<State, Asked, Answer>,
): boolean {
  const calls = history.toSorted((left, right) => left.invoked - right.invoked);
  const dead = new Set<string>();

  /** All calls before `first` have their place, and those `beyond` it that are named. */
  function completes(first: number, beyond: ReadonlySet<number>, state: State): boolean {
    if (first === calls.length) return true;
    const place = JSON.stringify([first, [...beyond].toSorted((a, b) => a - b), state]);
    if (dead.has(place)) return false;
    let earliestReturn = Number.POSITIVE_INFINITY;
    for (let index = first; index < calls.length; index++) {
      const call = calls[index];
      // Whoever was invoked after another had returned cannot come before it.
      if (call === undefined || call.invoked > earliestReturn) break;
      if (beyond.has(index)) continue;
      earliestReturn = Math.min(earliestReturn, call.returned);
    }
    const ways: { index: number; after: State }[] = [];
    for (let index = first; index < calls.length; index++) {
      const call = calls[index];
      if (call === undefined || call.invoked > earliestReturn) break;
      const after = beyond.has(index) ? null : next(state, call.asked, call.answer);
      if (after !== null) ways.push({ index, after });
    }
    // What fits now and changes nothing may as well come now: no other way is lost by it.
    const free = ways.find(({ after }) => after === state);
    for (const { index, after } of free ? [free] : ways) {
      const placed = new Set(beyond).add(index);
      let from = first;
      while (placed.delete(from)) from += 1;
      if (completes(from, placed, after)) return true;
    }
    dead.add(place);
    return false;
  }

  return completes(0, new Set(), initial);
}
