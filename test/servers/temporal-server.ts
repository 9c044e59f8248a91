import fs from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { historiesDir } from '../../scripts/env.ts';
import { encryptingCodec } from '../../temporal/codec.ts';
import { bundleWorkflows } from '../../temporal/workflow-bundle.ts';
import { keepHistories } from '../histories/keep-histories.ts';
import { testPayloadKeys } from '../payload-keys.ts';
import { startTemporaryStack } from './temporary-stack.ts';

declare module 'vitest' {
  interface ProvidedContext {
    temporalAddress: string;
    temporalNamespace: string;
    /** The file of the bundle of all workflows. */
    workflowBundle: string;
  }
}

/** Vitest global set-up: one Temporal development server with our search attributes, one bundle. */
export default async function temporalServer(project: TestProject) {
  const [{ stack, remove }, bundle] = await Promise.all([
    startTemporaryStack(['temporal']),
    bundleWorkflows(new URL('../../workflows/workflows.ts', import.meta.url)),
  ]);
  const codePath = path.join(stack.dataDir, 'workflows.js');
  fs.writeFileSync(codePath, 'code' in bundle ? bundle.code : '');
  project.provide('workflowBundle', codePath);
  project.provide('temporalAddress', stack.addresses.temporal);
  project.provide('temporalNamespace', 'ecoo');
  return async () => {
    if (historiesDir) {
      const codec = encryptingCodec(testPayloadKeys);
      await keepHistories(stack.addresses.temporal, codec, historiesDir);
    }
    await remove();
  };
}
