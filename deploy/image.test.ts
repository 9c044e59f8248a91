import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { readCompose } from '../test/compose-file.ts';
import { parseSource } from '../test/rooms/source-file.ts';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const dockerfile = read('Dockerfile').replaceAll('\\\n', ' ');
const instructions = (name: string) =>
  [...dockerfile.matchAll(new RegExp(`^${name} (.*)$`, 'gm'))].map(([, rest = '']) => rest);

/** What the image is made of besides node_modules: sources of COPY from the project's folder. */
const copied = instructions('COPY')
  .filter((rest) => !rest.startsWith('--from'))
  .flatMap((rest) => rest.split(' ').slice(0, -1));
const isCopied = (file: string) =>
  copied.some((source) => file === source || file.startsWith(`${source}/`));

/** The programs that run in a container, from Dockerfile and docker-compose.yml. */
const programs = [
  ...instructions('CMD').flatMap((command) => command.match(/[\w/-]+\.ts/g) ?? []),
  ...Object.values(readCompose().services)
    .filter(({ image }) => image.startsWith('ecoo:'))
    .flatMap(({ command = [], healthcheck }) => [...command, ...(healthcheck?.test ?? [])])
    .filter((word) => word.endsWith('.ts')),
  'cli/main.ts',
];

type Reached = { files: Set<string>; packages: Set<string> };

/** Every file and package that a program loads, or may load, following imports that leave code. */
function reachedFrom(file: string, reached: Reached = { files: new Set(), packages: new Set() }) {
  if (reached.files.has(file)) return reached;
  reached.files.add(file);
  if (!file.endsWith('.ts')) return reached;
  const text = read(file);
  const beside = [...text.matchAll(/new URL\('(\.[^']+)', import\.meta\.url\)/g)];
  const imports = parseSource(file, text).imports.filter(({ typeOnly }) => !typeOnly);
  for (const name of [...beside.map(([, name = '']) => name), ...imports.map((i) => i.specifier)]) {
    if (name.startsWith('.')) {
      const target = path.posix.join(path.posix.dirname(file), name);
      if (statSync(path.join(root, target)).isDirectory()) reached.files.add(target);
      else reachedFrom(target, reached);
    } else if (!name.startsWith('node:') && !builtinModules.includes(name)) {
      const parts = name.split('/');
      reached.packages.add(parts.slice(0, name.startsWith('@') ? 2 : 1).join('/'));
    }
  }
  return reached;
}

describe('the image', () => {
  test('copies only what is there', () => {
    for (const source of copied) {
      expect([source, existsSync(path.join(root, source))]).toEqual([source, true]);
    }
  });

  test('sees of the project what it copies, and no more', () => {
    const allowed = [...read('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, name]) => name);
    expect(allowed.toSorted()).toEqual([...new Set(copied)].toSorted());
    expect(
      read('.dockerignore')
        .split('\n')
        .filter((line) => line && !/^[#!]/.test(line)),
    ).toEqual(['*', '**/*.test.ts', '**/testing']);
  });

  test('is built on the Node.js that package.json pins', () => {
    const bases = instructions('FROM').map((rest) => rest.split(' ')[0]);
    const pinned = `node:${packageJson.devDependencies.node}-slim`;
    expect(new Set(bases)).toEqual(new Set([pinned]));
  });

  test('runs as an unprivileged user and says how it is', () => {
    expect(instructions('USER').at(-1)).toBe('node');
    expect(instructions('HEALTHCHECK')).toHaveLength(1);
  });

  test('knows its programs', () => {
    expect(programs).toEqual(
      expect.arrayContaining(['api/server.ts', 'worker.ts', 'db/migrate.ts']),
    );
  });
});

describe.each([...new Set(programs)])('%s in the image', (program) => {
  const { files, packages } = reachedFrom(program);

  test('finds every file that it loads', () => {
    const left = [...files].filter(
      (file) => !isCopied(file) || /\.test\.ts$|\/testing\//.test(file),
    );
    expect(left).toEqual([]);
  });

  test('loads no package that the image leaves out', () => {
    const installed = { ...packageJson.dependencies, ...packageJson.optionalDependencies };
    expect([...packages].filter((name) => !(name in installed))).toEqual([]);
  });
});

test('the walk over imports is one that finds something', () => {
  const { files, packages } = reachedFrom('worker.ts');
  expect(files).toContain('workflows/coo-application/workflow.ts');
  expect(packages).toContain('@temporalio/worker');
  expect(reachedFrom('db/migrate.ts').files).toContain('db/migrations');
  expect(readdirSync(path.join(root, 'db/migrations'))).toContain('meta');
});
