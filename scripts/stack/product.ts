import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectDir, surroundings } from '../env.ts';
import type { Addresses, Ports } from './addresses.ts';
import type { ServerRecipe } from './supervised-process.ts';

type Product = { dataDir: string; env: Record<string, string> };

/** The simulators of the outside systems, all in one process. */
export function simulators(dataDir: string, ports: Ports): ServerRecipe {
  const env = {
    SIMULATORS_DATA_DIR: path.join(dataDir, 'simulators'),
    DGFT_PORT: String(ports.dgft),
    PAYMENT_GATEWAY_PORT: String(ports.paymentGateway),
    MAILBOX_PORT: String(ports.mailbox),
    MAILBOX_SMTP_PORT: String(ports.smtp),
    PHONE_PORT: String(ports.phone),
    CERTIFYING_AUTHORITY_PORT: String(ports.certifyingAuthority),
  };
  return node('Simulators', 'simulators/main.ts', { dataDir, env }, announcesReady);
}

/** Temporal's worker: ready once it says so, which is after it has polled its task queue. */
export function worker(product: Product): ServerRecipe {
  return node('Worker', 'worker.ts', product, announcesReady);
}

/** Else the heap of a worker grows with what passes through it, though it keeps none of it. */
const smallHeap = ['--max-old-space-size=64', '--max-semi-space-size=2', '--no-parallel-scavenge'];

/**
 * Beyond the heap: each of many threads would keep freed memory of its own, and the buffers that files are
 * read with would come out of it; as they are, they go back to the system.
 */
const frugalMalloc = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

/** Temporal's worker of migrations: ready as the other is. */
export function migrationWorker({ dataDir, env }: Product): ServerRecipe {
  const product = { dataDir, env: { ...env, ...frugalMalloc } };
  return node('Migration worker', 'migration-worker.ts', product, announcesReady, smallHeap);
}

/** The HTTP API: ready once its own readiness check passes. */
export function api(product: Product, addresses: Addresses): ServerRecipe {
  return node('API', 'api/server.ts', product, async () => {
    const answer = await fetch(`${addresses.api}/readyz`, { signal: AbortSignal.timeout(3000) });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`/readyz answers ${answer.status}`);
  });
}

function node(
  name: string,
  program: string,
  product: Product,
  probe: ServerRecipe['probe'],
  flags: readonly string[] = [],
): ServerRecipe {
  return {
    name,
    command: process.execPath,
    args: [...flags, path.join(projectDir, program)],
    env: { ...surroundings(), ...product.env },
    cwd: projectDir,
    logFile: path.join(product.dataDir, 'logs', `${name.toLowerCase().replaceAll(' ', '-')}.log`),
    stopSignal: 'SIGTERM',
    probe,
    readyWithinMs: 60_000,
  };
}

/** Passes once a line of the output is JSON that holds `"ready": true`. */
async function announcesReady(output: () => string): Promise<void> {
  if (!/^\{.*"ready":\s*true/m.test(output())) throw new Error('it has not said it is ready');
}

/**
 * Makes the root of the simulated authorities a trusted one of this installation, as an operator
 * does with the root of the real one.
 */
export async function installTrustAnchor(
  addresses: Addresses,
  env: Record<string, string>,
): Promise<void> {
  const answer = await fetch(`${addresses.certifyingAuthority}/ca/root.pem`);
  if (!answer.ok) throw new Error(`The simulated authority's root: HTTP ${answer.status}`);
  fs.writeFileSync(env.TRUST_ANCHORS_FILE ?? '', await answer.text());
}

/** Runs a script of ours to its end. Throws, with what it wrote, when it fails or is given up. */
export async function runToEnd(
  program: string,
  env: Record<string, string>,
  givenUp: AbortSignal,
): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [path.join(projectDir, program)], {
      cwd: projectDir,
      env: { ...surroundings(), ...env },
      signal: givenUp,
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${program} failed:\n${stderr || stdout || String(error)}`);
  }
}
