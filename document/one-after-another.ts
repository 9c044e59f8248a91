/** Runs what has the same name one after another; what has another name is not held up. */
export function oneAfterAnother() {
  const ends = new Map<string, Promise<unknown>>();
  return async <T>(name: string, run: () => Promise<T>): Promise<T> => {
    const before = ends.get(name) ?? Promise.resolve();
    const mine = before.then(run, run);
    ends.set(name, mine);
    try {
      return await mine;
    } finally {
      if (ends.get(name) === mine) ends.delete(name);
    }
  };
}
