import type { TestProject } from 'vitest/node';
import { startTemporaryStack } from './temporary-stack.ts';

declare module 'vitest' {
  interface ProvidedContext {
    temporalAddress: string;
    temporalNamespace: string;
  }
}

/** Vitest global set-up: one Temporal development server, with our search attributes. */
export default async function temporalServer(project: TestProject) {
  const { stack, remove } = await startTemporaryStack(['temporal']);
  project.provide('temporalAddress', stack.addresses.temporal);
  project.provide('temporalNamespace', 'ecoo');
  return remove;
}
