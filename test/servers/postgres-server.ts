import type { TestProject } from 'vitest/node';
import { startTemporaryStack } from './temporary-stack.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A database, migrated and empty, that fresh ones are cloned from; never connect to it. */
    templateDatabaseUrl: string;
  }
}

/** Vitest global set-up: one PostgreSQL for the project. */
export default async function postgresServer(project: TestProject) {
  const { stack, remove } = await startTemporaryStack(['postgres']);
  project.provide('templateDatabaseUrl', stack.databaseUrl);
  return remove;
}
