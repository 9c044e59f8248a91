import { endLeftovers, type RegisteredProcess, signal, writeRegister } from './process-register.ts';
import { type ServerRecipe, type SupervisedProcess, supervise } from './supervised-process.ts';

/** The servers of a stack, in the order they need each other. */
export type Part = 'postgres' | 'temporal' | 'simulators' | 'worker' | 'migration-worker' | 'api';

/** Last in, first out; those that do not need each other at once. */
const stopOrder: readonly (readonly Part[])[] = [
  ['api', 'worker', 'migration-worker'],
  ['simulators', 'temporal'],
  ['postgres'],
];

/** The servers that work on one data folder. */
export type Crew = {
  /** Ends what an earlier launcher left running; answers their names. */
  endLeftovers: () => Promise<string[]>;
  /** Starts a server and supervises it from then on. */
  begin: (part: Part, recipe: ServerRecipe) => Promise<void>;
  /** Aborted once the crew is told to stop. */
  stopping: AbortSignal;
  /** Throws for a part that was never begun. */
  server: (part: Part) => SupervisedProcess;
  /** Ends all of them in good order; nothing can begin afterwards. Safe to repeat. */
  stop: () => Promise<void>;
};

/** Puts a crew together for a data folder whose lock the caller holds. */
export function assembleCrew(dataDir: string, say: (sentence: string) => void): Crew {
  const servers = new Map<Part, SupervisedProcess>();
  const registered = new Map<string, RegisteredProcess>();
  const toldToStop = new AbortController();
  let stopped: Promise<void> | undefined;

  function register(name: string, running: RegisteredProcess | undefined): void {
    if (running === undefined) registered.delete(name);
    else registered.set(name, running);
    writeRegister(dataDir, [...registered.values()]);
  }

  // For an end without stop, such as an error nobody caught: no server outlives its launcher.
  const lastResort = () => {
    for (const { pid } of registered.values()) signal(-pid, 'SIGKILL');
  };
  process.once('exit', lastResort);

  async function stopAll(): Promise<void> {
    toldToStop.abort(new Error('The stack is being stopped.'));
    for (const group of stopOrder) {
      await Promise.all(group.map((part) => servers.get(part)?.stop()));
    }
    process.off('exit', lastResort);
  }

  return {
    endLeftovers: () => endLeftovers(dataDir),
    begin: async (part, recipe) => {
      toldToStop.signal.throwIfAborted();
      const server = supervise(recipe, { say, register });
      servers.set(part, server);
      await server.start();
    },
    stopping: toldToStop.signal,
    server: (part) => {
      const server = servers.get(part);
      if (server === undefined) throw new Error(`This stack was started without ${part}.`);
      return server;
    },
    stop: () => {
      stopped ??= stopAll();
      return stopped;
    },
  };
}
