import type { TestProject } from 'vitest/node';
import { historiesDir } from '../../scripts/env.ts';
import type { Addresses } from '../../scripts/stack/addresses.ts';
import { allParts } from '../../scripts/stack/stack.ts';
import { encryptingCodec } from '../../temporal/codec.ts';
import { readPayloadKeys } from '../../temporal/payload-keys.ts';
import { keepHistories } from '../histories/keep-histories.ts';
import { forgetUsedCodes } from '../people/used-codes.ts';
import { startTemporaryStack } from './temporary-stack.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where each part of the running system is found. */
    addresses: Addresses;
    databaseUrl: string;
    /** The settings its processes were started with. */
    stackEnv: Record<string, string>;
    dataDir: string;
  }
}

/** Vitest global set-up: the whole system, simulators and all, seeded. */
export default async function wholeStack(project: TestProject) {
  const { stack, remove } = await startTemporaryStack(allParts);
  project.provide('addresses', stack.addresses);
  project.provide('databaseUrl', stack.databaseUrl);
  project.provide('stackEnv', stack.env);
  project.provide('dataDir', stack.dataDir);
  const forgetting = forgetUsedCodes(stack.databaseUrl);
  return async () => {
    await forgetting.stop();
    if (historiesDir) {
      const keys = await readPayloadKeys(stack.env.ECOO_SECRETS_DIR ?? '');
      await keepHistories(stack.addresses.temporal, encryptingCodec(keys), historiesDir);
    }
    await remove();
  };
}
