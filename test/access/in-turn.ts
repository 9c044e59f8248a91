/** Does work in turn, at most so much of it at once: a server takes only so many connections. */
export function inTurn(atOnce: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async function turn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (running < atOnce) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
