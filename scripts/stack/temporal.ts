import path from 'node:path';
import { Connection } from '@temporalio/client';
import { surroundings } from '../env.ts';
import { installedTool } from './installed-tools.ts';
import type { ServerRecipe } from './supervised-process.ts';
import { registerNamespace, type SearchAttribute } from './temporal-namespace.ts';

/**
 * What makes a case five times faster on the development server: by default it looks for new
 * work only twenty times a second, and spreads each task queue over four partitions.
 */
const dynamicConfig = [
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
  'history.transferProcessorMaxPollRPS=2000',
  'history.timerProcessorMaxPollRPS=2000',
];

/** Temporal's development server with its history in a file of the data folder. */
export function temporalServer(options: {
  dataDir: string;
  port: number;
  /** Absent: without the web UI. */
  uiPort?: number | undefined;
  namespace: string;
  searchAttributes: readonly SearchAttribute[];
  codecEndpoint?: string | undefined;
}): ServerRecipe {
  const { dataDir, port, uiPort, namespace, searchAttributes, codecEndpoint } = options;
  const address = `127.0.0.1:${port}`;
  return {
    name: 'Temporal',
    command: installedTool('temporal'),
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port)],
      ...['--namespace', namespace, '--db-filename', path.join(dataDir, 'temporal.db')],
      ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
      ...(codecEndpoint === undefined ? [] : ['--ui-codec-endpoint', codecEndpoint]),
      ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
      ...dynamicConfig.flatMap((setting) => ['--dynamic-config-value', setting]),
      ...['--log-level', 'warn'],
    ],
    env: surroundings(),
    cwd: dataDir,
    logFile: path.join(dataDir, 'logs/temporal.log'),
    stopSignal: 'SIGTERM',
    probe: () => registerNamespace(address, namespace, searchAttributes),
    readyWithinMs: 60_000,
  };
}

/** Throws, with the fix, unless a cluster of the user's own answers and knows our names. */
export async function checkTemporal(
  address: string,
  namespace: string,
  searchAttributes: readonly SearchAttribute[],
): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 5000 }).catch((error) => {
    throw new Error(
      `TEMPORAL_ADDRESS names ${address}, which does not answer: ${(error as Error).message}. ` +
        'Start that cluster or correct the address; without it one is started for you.',
    );
  });
  await connection.close();
  await registerNamespace(address, namespace, searchAttributes);
}
