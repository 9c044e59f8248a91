import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { openLog, tail } from './log-file.ts';
import { began, endProcess, type RegisteredProcess } from './process-register.ts';

/** How one server is started, known to be ready, and asked to end. */
export type ServerRecipe = {
  name: string;
  command: string;
  args: string[];
  env: Record<string, string>;
  cwd: string;
  logFile: string;
  /** The user it runs as, where the launcher is root and the server refuses root. */
  user?: { uid: number; gid: number } | undefined;
  stopSignal: NodeJS.Signals;
  /** How long it may take to end in good order; 15 s unless said otherwise. */
  stopWithinMs?: number;
  /** Resolves once it serves; is asked again and again until it does not throw. */
  probe: (output: () => string) => Promise<void>;
  readyWithinMs: number;
  /** Work to do before every start, such as removing what a killed one left. */
  prepare?: () => void;
  /** Output of a failed start that is worth trying again: what a killed one left soon clears. */
  passingTrouble?: RegExp;
};

/** A server that is started again whenever it ends without having been told to. */
export type SupervisedProcess = {
  name: string;
  pid: () => number | undefined;
  /** Starts it and waits until it is ready. Throws, with the end of its log, when it is not. */
  start: () => Promise<void>;
  /** Ends it in good order and leaves it ended. */
  stop: () => Promise<void>;
  /** Ends it with kill -9 and leaves it ended until start. */
  kill: () => Promise<void>;
};

/** What a supervisor reports upwards. */
export type SupervisorEvents = {
  /** A sentence for whoever watches the launcher. */
  say: (sentence: string) => void;
  /** Called with the running process, or without one when it has ended. */
  register: (name: string, running: RegisteredProcess | undefined) => void;
};

const firstPauseMs = 250;
const longestPauseMs = 10_000;

/** Describes a server to supervise; nothing runs before its start is called. */
export function supervise(recipe: ServerRecipe, events: SupervisorEvents): SupervisedProcess {
  let child: ChildProcess | undefined;
  let ended: Promise<string> = Promise.resolve('not started');
  /** The watch kept over the running child; another one, or none, after it was told to end. */
  let watch: symbol | undefined;
  const pid = () => (child?.exitCode === null && child.signalCode === null ? child.pid : undefined);

  async function start(): Promise<void> {
    if (watch !== undefined) throw new Error(`${recipe.name} is already started.`);
    const mine = Symbol(recipe.name);
    watch = mine;
    await launch();
    void guard(mine);
  }

  async function launch(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      recipe.prepare?.();
      const log = openLog(recipe.logFile);
      const offset = fs.fstatSync(log).size;
      const output = () => tail(recipe.logFile, offset);
      // Whoever ends it and starts another one meanwhile has another child.
      const own = run(log);
      const failure = await readiness(output);
      if (failure === undefined) return;
      if (own.pid !== undefined) await endProcess(own.pid, 'SIGKILL', 0);
      const passing = recipe.passingTrouble?.test(output()) && attempt < 50;
      if (!passing) throw new Error(startFailure(recipe, failure, output()));
      await delay(100);
      if (watch === undefined) throw new Error(`${recipe.name} was told to end.`);
    }
  }

  function run(log: number): ChildProcess {
    const { name, stopSignal, command, args, cwd, env, user } = recipe;
    // Its own process group: Ctrl-C reaches the launcher alone, which then ends all in order.
    child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', log, log],
      detached: true,
      ...user,
    });
    fs.closeSync(log);
    ended = endOf(child);
    if (child.pid !== undefined) {
      events.register(name, { name, pid: child.pid, began: began(child.pid) ?? '', stopSignal });
    }
    return child;
  }

  /** Undefined once the probe passes, else the reason why it never will. */
  async function readiness(output: () => string): Promise<string | undefined> {
    let over: string | undefined;
    void ended.then((how) => {
      over = how;
    });
    const deadline = Date.now() + recipe.readyWithinMs;
    let last: unknown;
    while (over === undefined && Date.now() < deadline) {
      try {
        await recipe.probe(output);
        return undefined;
      } catch (error) {
        last = error;
        await delay(30);
      }
    }
    return over ?? `no answer within ${recipe.readyWithinMs / 1000} s (${String(last)})`;
  }

  /** Waits for the child's end and brings it back, ever more slowly, until the watch is over. */
  async function guard(mine: symbol): Promise<void> {
    const say = (sentence: string) => watch === mine && events.say(sentence);
    let pauseMs = firstPauseMs;
    while (watch === mine) {
      const since = Date.now();
      const how = await ended;
      if (watch !== mine) return;
      events.register(recipe.name, undefined);
      if (Date.now() - since > 30_000) pauseMs = firstPauseMs;
      say(`${recipe.name} ended unexpectedly (${how}); it is started again.`);
      await delay(pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      if (watch !== mine) return;
      await launch().then(
        () => say(`${recipe.name} is back.`),
        (error: Error) => say(error.message),
      );
    }
  }

  async function end(by: NodeJS.Signals, patienceMs: number): Promise<void> {
    watch = undefined;
    if (child?.pid !== undefined) await endProcess(child.pid, by, patienceMs);
    await ended;
    events.register(recipe.name, undefined);
  }

  return {
    name: recipe.name,
    pid,
    start,
    stop: () => end(recipe.stopSignal, recipe.stopWithinMs ?? 15_000),
    kill: () => end('SIGKILL', 1000),
  };
}

function startFailure({ name, logFile }: ServerRecipe, reason: string, output: string): string {
  const lastLines = output.trimEnd().split('\n').slice(-12).join('\n');
  return `${name} did not start: ${reason}. Its log is ${logFile}, ending:\n${lastLines}`;
}

/** Settles, never throws, with how a child ended. */
function endOf(child: ChildProcess): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  child.once('error', (error) => resolve(error.message));
  child.once('exit', (code, killedBy) => {
    resolve(killedBy === null ? `exit code ${code}` : `killed by ${killedBy}`);
  });
  return promise;
}
