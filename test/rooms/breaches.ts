import { importBreach, isTestSupport } from './import-rules.ts';
import type { SourceFile } from './source-file.ts';

const longestFile = 300;
const highestMedian = 70;

/** Names that say nothing about what is inside. */
const emptyNames = ['utils', 'util', 'helpers', 'helper', 'common', 'types', 'misc', 'shared'];

/** What would let a clock, chance or the machine's language into the law. */
const unlawful = ['Date', 'Intl', 'Temporal', 'performance', 'crypto', 'process', 'fetch'];
const unlawfulProperties = ['Math.random', 'globalThis.Date', 'globalThis.Math'];
const clocks = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'];

/** Every breach of the house rules in a set of files, each as `file:line rule`. */
export function breaches(files: SourceFile[]): string[] {
  return [...files.flatMap(breachesOf), ...medianBreach(files)];
}

function breachesOf(file: SourceFile): string[] {
  return [
    ...importBreaches(file),
    ...environmentBreaches(file),
    ...domainBreaches(file),
    ...stateBreaches(file),
    ...nameBreaches(file),
    ...(file.lines > longestFile ? [`${file.path}:${longestFile + 1} longer than 300 lines`] : []),
  ];
}

function importBreaches({ path, imports }: SourceFile): string[] {
  if (isTestSupport(path)) return [];
  return imports.flatMap(({ specifier, line, typeOnly }) => {
    const rule = importBreach(path, specifier, typeOnly);
    return rule === undefined ? [] : [`${path}:${line} imports ${specifier}: ${rule}`];
  });
}

function environmentBreaches(file: SourceFile): string[] {
  if (/(^|\/)env\.ts$/.test(file.path)) return [];
  return file.properties
    .filter(({ name }) => ['process.env', 'globalThis.process.env'].includes(name))
    .map(({ line }) => `${file.path}:${line} reads process.env: only env.ts files do`);
}

function domainBreaches(file: SourceFile): string[] {
  if (!file.path.startsWith('domain/') || isTestSupport(file.path)) return [];
  const rule = 'domain/ has no clock, no chance, no locale and no machine';
  const names = file.names.filter(({ name }) => [...unlawful, ...clocks].includes(name));
  const properties = file.properties.filter(({ name }) => unlawfulProperties.includes(name));
  return [...names, ...properties].map(
    ({ name, line }) => `${file.path}:${line} uses ${name}: ${rule}`,
  );
}

/** All runs share the modules of their workflows: what one left there another would find. */
function stateBreaches({ path, states }: SourceFile): string[] {
  if (!path.startsWith('workflows/') || isTestSupport(path)) return [];
  return states.map(({ line }) => `${path}:${line} keeps something between runs: no workflow may`);
}

function nameBreaches({ path }: SourceFile): string[] {
  const parts = path.replace(/(\.[a-z0-9]+)*\.ts$/, '').split('/');
  return parts.flatMap((part) => {
    if (emptyNames.includes(part)) return [`${path}:1 "${part}" names nothing`];
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part)) return [`${path}:1 "${part}" is not kebab-case`];
    return [];
  });
}

function medianBreach(files: SourceFile[]): string[] {
  const lengths = files
    .filter(({ path }) => !isTestSupport(path))
    .map(({ lines }) => lines)
    .sort((a, b) => a - b);
  const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
  return median > highestMedian
    ? [`the median file has ${median} lines, over ${highestMedian}`]
    : [];
}
