import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { projectDir, surroundings } from './scripts/env.ts';

/** Set-up leaves links there to every tool that tests call by its plain name. */
const tools = path.join(projectDir, '.cache/bin');

/** Servers come up before the first test of a project that needs them, and only then. */
const serversMs = 120_000;

const tiers = [
  { name: 'pure', servers: [] },
  { name: 'db', servers: ['test/servers/postgres-server.ts'] },
  {
    name: 'temporal',
    servers: ['test/servers/postgres-server.ts', 'test/servers/temporal-server.ts'],
  },
  { name: 'e2e', servers: ['test/servers/whole-stack.ts'] },
  // Each file has a system of its own, since it breaks it.
  { name: 'chaos', servers: [] },
];

const suffixed = tiers.slice(1).map(({ name }) => `**/*.${name}.test.ts`);

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    env: { PATH: [tools, surroundings().PATH].join(path.delimiter) },
    projects: tiers.map(({ name, servers }) => ({
      extends: true,
      test: {
        name,
        include: name === 'pure' ? ['**/*.test.ts'] : [`**/*.${name}.test.ts`],
        exclude: [
          '**/node_modules/**',
          '.data/**',
          '.cache/**',
          ...(name === 'pure' ? suffixed : []),
        ],
        globalSetup: servers,
        testTimeout: name === 'pure' ? 20_000 : 60_000,
        hookTimeout: serversMs,
      },
    })),
  },
});
