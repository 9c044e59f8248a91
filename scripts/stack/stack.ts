import fs from 'node:fs';
import { migrateDatabase } from '../../db/migrate.ts';
import { searchAttributes } from '../../workflows/search-attributes.ts';
import { type Addresses, addressesOf, allotPorts, type Ports, productEnv } from './addresses.ts';
import { lockDataDir } from './data-lock.ts';
import { checkDatabase, postgresServer } from './postgres.ts';
import { endLeftovers, type RegisteredProcess, signal, writeRegister } from './process-register.ts';
import { api, installTrustAnchor, runToEnd, simulators, worker } from './product.ts';
import { type SupervisedProcess, supervise } from './supervised-process.ts';
import { checkTemporal, temporalServer } from './temporal.ts';

/** The servers of a stack, in the order they need each other. */
export type Part = 'postgres' | 'temporal' | 'simulators' | 'worker' | 'api';

export const allParts: readonly Part[] = ['postgres', 'temporal', 'simulators', 'worker', 'api'];

export type StackOptions = {
  /** Everything the stack keeps; made when absent, and held by one stack at a time. */
  dataDir: string;
  /** False where a power cut may cost the data: tests. */
  durable: boolean;
  parts: readonly Part[];
  ports: 'usual' | 'any';
  /** Sentences for whoever watches: what is being done, what died and was started again. */
  say?: (sentence: string) => void;
  /** Servers of the user's own, and wishes. */
  own?: {
    databaseUrl?: string | undefined;
    temporal?: string | undefined;
    temporalNamespace?: string | undefined;
    publicUrl?: string | undefined;
    apiPort?: number | undefined;
  };
};

/** The signals by which a person or the system asks a program to end. */
export const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A running stack. */
export type Stack = {
  dataDir: string;
  addresses: Addresses;
  databaseUrl: string;
  /** The settings its product processes were started with. */
  env: Record<string, string>;
  pid: (part: Part) => number | undefined;
  /** kill -9; the part stays down until start. */
  kill: (part: Part) => Promise<void>;
  start: (part: Part) => Promise<void>;
  /** Ends everything in good order and gives the data folder back. Safe to repeat. */
  stop: () => Promise<void>;
};

/**
 * Starts the given parts and waits until all of them serve: database migrated, search attributes
 * registered, and with worker or API among them the system seeded. Throws, with what and why and
 * nothing left running, when one does not come up or `abandoned` says to give up. Without
 * `abandoned`, a signal that ends the program stops the stack first.
 */
export async function startStack(options: StackOptions, abandoned?: AbortSignal): Promise<Stack> {
  const { dataDir, durable, say = () => {}, own = {} } = options;
  makeDataDir(dataDir);
  const unlock = lockDataDir(dataDir);
  const servers = new Map<Part, SupervisedProcess>();
  const registered = new Map<string, RegisteredProcess>();
  let stopping: Promise<void> | undefined;

  async function begin(part: Part, recipe: Parameters<typeof supervise>[0]): Promise<void> {
    abandoned?.throwIfAborted();
    if (stopping !== undefined) throw new Error('The stack is being stopped.');
    const server = supervise(recipe, { say, register });
    servers.set(part, server);
    await server.start();
  }

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
    for (const group of [['api', 'worker'], ['simulators', 'temporal'], ['postgres']] as Part[][]) {
      await Promise.all(group.map((part) => servers.get(part)?.stop()));
    }
    process.off('exit', lastResort);
    for (const name of endings) process.off(name, endProgram);
    unlock();
  }
  const stop = () => {
    stopping ??= stopAll();
    return stopping;
  };
  const abandon = () => void stop();
  abandoned?.addEventListener('abort', abandon);
  // A caller without a signal of its own is ended by Ctrl-C, and must not leave servers behind.
  const endProgram = () => void stop().finally(() => process.exit(130));
  if (abandoned === undefined) for (const name of endings) process.once(name, endProgram);

  try {
    const ended = await endLeftovers(dataDir);
    if (ended.length > 0) say(`Ended what an earlier run had left behind: ${ended.join(', ')}.`);
    const ports = await allotPorts(dataDir, options.ports, own.apiPort ? { api: own.apiPort } : {});
    const addresses = addressesOf(ports, own);
    const { databaseUrl, env } = await bringUp(ports, addresses);
    abandoned?.throwIfAborted();
    return {
      dataDir,
      addresses,
      databaseUrl,
      env,
      pid: (part) => servers.get(part)?.pid(),
      kill: (part) => known(part).kill(),
      start: (part) => known(part).start(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    abandoned?.removeEventListener('abort', abandon);
  }

  function known(part: Part): SupervisedProcess {
    const server = servers.get(part);
    if (server === undefined) throw new Error(`This stack was started without ${part}.`);
    return server;
  }

  async function bringUp(ports: Ports, addresses: Addresses) {
    const has = (part: Part) => options.parts.includes(part);
    const namespace = own.temporalNamespace ?? 'ecoo';
    const cluster = has('postgres') && own.databaseUrl === undefined;
    const postgres = cluster && postgresServer({ dataDir, port: ports.postgres, durable });
    const databaseUrl = postgres ? postgres.databaseUrl : (own.databaseUrl ?? '');
    const env = productEnv(dataDir, databaseUrl, namespace, addresses);

    say(`Starting ${options.parts.join(', ')}.`);
    const database = async () => {
      if (postgres) await begin('postgres', postgres.recipe);
      else if (databaseUrl) await checkDatabase(databaseUrl);
      if (databaseUrl) await migrateDatabase(databaseUrl);
    };
    const temporal = async () => {
      if (own.temporal) return checkTemporal(own.temporal, namespace, searchAttributes);
      const recipe = temporalServer({
        dataDir,
        namespace,
        searchAttributes,
        port: ports.temporal,
        uiPort: options.ports === 'usual' ? ports.temporalUi : undefined,
        codecEndpoint: `${addresses.api}/codec`,
      });
      return begin('temporal', recipe);
    };
    const outside = async () => {
      if (!has('simulators')) return;
      await begin('simulators', simulators(dataDir, ports));
      await installTrustAnchor(addresses, env);
    };
    const record = Promise.all([database(), outside()]).then(async () => {
      abandoned?.throwIfAborted();
      if (has('worker') || has('api')) await runToEnd('scripts/seed/main.ts', env);
    });
    await Promise.all([record, has('temporal') && temporal()]);
    await Promise.all([
      has('worker') && begin('worker', worker({ dataDir, env })),
      has('api') && begin('api', api({ dataDir, env }, addresses)),
    ]);
    return { databaseUrl, env };
  }
}

/** What the stack keeps is for its user's eyes; PostgreSQL's user may pass through, no more. */
function makeDataDir(dataDir: string): void {
  process.umask(0o077);
  const isNew = fs.mkdirSync(dataDir, { recursive: true }) !== undefined;
  if (isNew && process.getuid?.() === 0) fs.chmodSync(dataDir, 0o711);
}
