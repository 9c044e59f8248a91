import fs from 'node:fs';
import path from 'node:path';
import { migrateDatabase } from '../../db/migrate.ts';
import { searchAttributes } from '../../workflows/search-attributes.ts';
import { type Addresses, addressesOf, allotPorts, type Ports, productEnv } from './addresses.ts';
import { assembleCrew, type Crew, type Part } from './crew.ts';
import { lockDataDir } from './data-lock.ts';
import { checkDatabase, postgresServer } from './postgres.ts';
import {
  api,
  installTrustAnchor,
  migrationWorker,
  runToEnd,
  simulators,
  worker,
} from './product.ts';
import { checkTemporal, temporalServer } from './temporal.ts';

export const allParts: readonly Part[] = [
  ...(['postgres', 'temporal', 'simulators', 'worker', 'migration-worker', 'api'] as const),
];

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
  /** As its owner; the product's processes sign in with fewer rights. */
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
  const { dataDir, say = () => {}, own = {} } = options;
  makeDataDir(dataDir);
  const unlock = lockDataDir(dataDir);
  const crew = assembleCrew(dataDir, say);
  // A caller without a signal of its own is ended by Ctrl-C, and must not leave servers behind.
  const endProgram = () => void stop().finally(() => process.exit(130));
  if (abandoned === undefined) for (const name of endings) process.once(name, endProgram);
  const abandon = () => void stop();
  abandoned?.addEventListener('abort', abandon);

  async function stop(): Promise<void> {
    await crew.stop();
    for (const name of endings) process.off(name, endProgram);
    unlock();
  }

  try {
    const left = await crew.endLeftovers();
    if (left.length > 0) say(`Ended what an earlier run had left behind: ${left.join(', ')}.`);
    const ports = await allotPorts(dataDir, options.ports, own.apiPort ? { api: own.apiPort } : {});
    const addresses = addressesOf(ports, own);
    say(`Starting ${options.parts.join(', ')}.`);
    const { databaseUrl, env } = await bringUp(crew, options, ports, addresses);
    abandoned?.throwIfAborted();
    return {
      dataDir,
      addresses,
      databaseUrl,
      env,
      pid: (part) => crew.server(part).pid(),
      kill: (part) => crew.server(part).kill(),
      start: (part) => crew.server(part).start(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    abandoned?.removeEventListener('abort', abandon);
  }
}

/** Starts the parts, at once where they do not need each other. */
async function bringUp(crew: Crew, options: StackOptions, ports: Ports, addresses: Addresses) {
  const { dataDir, durable, own = {} } = options;
  const has = (part: Part) => options.parts.includes(part);
  const namespace = own.temporalNamespace ?? 'ecoo';
  const cluster =
    has('postgres') && own.databaseUrl === undefined
      ? postgresServer({ dataDir, port: ports.postgres, durable })
      : undefined;
  const databaseUrl = cluster?.databaseUrl ?? own.databaseUrl ?? '';
  const applicationUrl = cluster?.applicationUrl ?? databaseUrl;
  const env = productEnv(dataDir, applicationUrl, namespace, addresses);

  const database = async () => {
    if (cluster !== undefined) await crew.begin('postgres', cluster.recipe);
    else if (databaseUrl !== '') await checkDatabase(databaseUrl);
    if (databaseUrl !== '') await migrateDatabase(databaseUrl);
  };
  const outside = async () => {
    if (!has('simulators')) return;
    await crew.begin('simulators', simulators(dataDir, ports));
    await installTrustAnchor(addresses, env);
  };
  const record = async () => {
    await Promise.all([database(), outside()]);
    if (has('worker') || has('migration-worker') || has('api'))
      await runToEnd('scripts/seed/main.ts', env, crew.stopping);
  };
  const temporal = async () => {
    if (!has('temporal')) return;
    if (own.temporal) return checkTemporal(own.temporal, namespace, searchAttributes);
    const recipe = temporalServer({
      dataDir,
      namespace,
      searchAttributes,
      port: ports.temporal,
      uiPort: options.ports === 'usual' ? ports.temporalUi : undefined,
      codecEndpoint: `${addresses.api}/codec`,
    });
    return crew.begin('temporal', recipe);
  };
  await Promise.all([record(), temporal()]);
  // For `ecoo audit` and `ecoo users` beside it, which then need no setting.
  fs.writeFileSync(path.join(dataDir, 'database-url'), databaseUrl, { mode: 0o600 });
  await Promise.all([
    has('worker') && crew.begin('worker', worker({ dataDir, env })),
    has('migration-worker') && crew.begin('migration-worker', migrationWorker({ dataDir, env })),
    has('api') && crew.begin('api', api({ dataDir, env }, addresses)),
  ]);
  return { databaseUrl, env };
}

/** What the stack keeps is for its user's eyes; PostgreSQL's user may pass through, no more. */
function makeDataDir(dataDir: string): void {
  process.umask(0o077);
  const isNew = fs.mkdirSync(dataDir, { recursive: true }) !== undefined;
  if (isNew && process.getuid?.() === 0) fs.chmodSync(dataDir, 0o711);
}
