/**
 * Does things in their order, so many at a time. What one of them fails with is thrown once none is at
 * work any more; its lane takes no further one.
 */
export async function inLanes<Thing>(
  lanes: number,
  things: readonly Thing[],
  act: (thing: Thing) => Promise<void>,
): Promise<void> {
  const waiting = [...things];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await act(next);
  };
  const ended = await Promise.allSettled(
    Array.from({ length: Math.min(lanes, things.length) }, lane),
  );
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}
