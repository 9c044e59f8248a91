import path from 'node:path';

/** A question about one import: does this target fall under the rule? */
type Allowance = (target: string, typeOnly: boolean) => boolean;

type Room = {
  /** Files of ours that it may import, by their path from the project's folder. */
  ours: Allowance;
  /** Packages that it may import; Node's own modules begin with "node:". */
  packages: Allowance;
  /** The rule as a sentence, for whoever broke it. */
  rule: string;
};

const under =
  (...folders: string[]): Allowance =>
  (target) =>
    folders.some((folder) => target === folder || target.startsWith(`${folder}/`));
const typesOf =
  (...folders: string[]): Allowance =>
  (target, typeOnly) =>
    typeOnly && under(...folders)(target, typeOnly);
const anyOf =
  (...allowances: Allowance[]): Allowance =>
  (target, typeOnly) =>
    allowances.some((allows) => allows(target, typeOnly));
const noneOf =
  (...names: string[]): Allowance =>
  (target) =>
    !names.some((name) => target === name || target.startsWith(`${name}/`));
const contract = /^workflows\/[^/]+\/contract\.ts$/;
/** What workflows/ shares with the world outside the sandbox: names and definitions, no story. */
const definitions: Allowance = (target) =>
  contract.test(target) ||
  ['workflows/failure.ts', 'workflows/search-attributes.ts'].includes(target);

const temporalSdk = '@temporalio';
const database = ['drizzle-orm', 'postgres'];

/** Who may import whom: DESIGN's table, by the first folder of the importing file. */
const rooms: Record<string, Room> = {
  domain: {
    ours: under('domain'),
    packages: () => false,
    rule: 'domain/ imports only domain/: the law and the arithmetic, nothing else',
  },
  workflows: {
    ours: anyOf(under('workflows', 'domain'), typesOf('activities')),
    packages: under('@temporalio/workflow', '@temporalio/common'),
    rule:
      'workflows/ imports @temporalio/workflow and common, domain/, workflows/ and ' +
      'types of activities/: all of it may enter the sandbox',
  },
  contract: {
    ours: anyOf(under('domain'), definitions),
    packages: under('@temporalio/workflow', '@temporalio/common'),
    rule: 'a contract.ts holds definitions alone, because api/ loads it: domain/ and no workflow.ts',
  },
  activities: {
    ours: anyOf(
      under('activities', 'domain', 'db', 'gateways', 'document', 'credential'),
      definitions,
      typesOf('env.ts'),
    ),
    packages: noneOf('@temporalio/client', '@temporalio/worker', '@temporalio/workflow', 'express'),
    rule:
      'activities/ imports domain/, db/, gateways/, document/, credential/, contracts and failures of ' +
      'workflows/; never api/, workflow code or @temporalio/client',
  },
  gateways: {
    ours: anyOf(
      under('gateways', 'domain', 'credential/key-ring.ts', 'credential/sealed-secret.ts'),
      typesOf('env.ts'),
    ),
    packages: noneOf(temporalSdk, 'express', ...database),
    rule:
      'gateways/ imports domain/, keys and sealed secrets of credential/, types of env.ts and client ' +
      'libraries; no other room',
  },
  document: {
    ours: under('document', 'domain'),
    packages: noneOf(temporalSdk, 'express', ...database),
    rule: 'document/ imports domain/ and libraries: it has no database, server or workflow',
  },
  credential: {
    ours: under('credential', 'domain', 'document/signature'),
    packages: noneOf(temporalSdk, 'express', ...database),
    rule: 'credential/ imports domain/, document/signature/ and libraries: no database, server or workflow',
  },
  temporal: {
    ours: anyOf(
      under('temporal', 'workflows/search-attributes.ts', 'credential/key-ring.ts'),
      typesOf('env.ts'),
    ),
    packages: noneOf('@temporalio/workflow', '@temporalio/activity', 'express', ...database),
    rule:
      'temporal/ imports the Temporal SDK, workflows/search-attributes.ts and credential/key-ring.ts; no ' +
      'other room',
  },
  db: {
    ours: under('db', 'domain', 'env.ts'),
    packages: noneOf(temporalSdk, 'express'),
    rule: 'db/ imports drizzle, postgres and domain/; never Temporal, express or another room',
  },
  api: {
    ours: anyOf(
      under('api', 'domain', 'credential', 'temporal', 'db/queries', 'db/database.ts', 'env.ts'),
      under('gateways/storage.ts', 'gateways/payment', 'gateways/revocation.ts'),
      under('gateways/secrets.ts', 'gateways/unavailable.ts'),
      under(
        'gateways/dgft/sign-in.ts',
        'gateways/message/public-address.ts',
        'gateways/import-folder.ts',
      ),
      under(
        'document/image.ts',
        'document/specimen.ts',
        'document/form-list.ts',
        'document/uncefact',
        'document/statement',
        'document/report',
        'document/receipt',
        'document/sworn-declaration',
        'document/upload',
        'document/thread.ts',
        'document/one-after-another.ts',
        'document/reject-sheet',
        'document/verify.ts',
        'document/qr/qr-text.ts',
      ),
      typesOf('db/schema'),
      definitions,
    ),
    packages: noneOf(
      '@temporalio/worker',
      '@temporalio/activity',
      '@temporalio/workflow',
      ...database,
    ),
    rule:
      'api/ imports contracts, domain/, db/queries/, temporal/ and the gateways of storage, lists, ' +
      'payment and secrets, imports, pictures, specimens, forms, statements, reports, receipts and verification of document/; never activities/, workflow code or ' +
      'SQL of its own',
  },
  cli: {
    ours: under(
      'cli',
      'domain',
      'document',
      'credential',
      'temporal',
      'db/queries',
      'db/database.ts',
    ),
    packages: noneOf('express', '@temporalio/worker', '@temporalio/workflow'),
    rule: 'cli/ imports domain/, document/, db/queries/ and temporal/; no other room',
  },
  simulators: {
    ours: under('simulators', 'domain/identifier'),
    packages: noneOf(temporalSdk, ...database),
    rule: 'simulators/ imports nothing of ours but domain/identifier/: they are strangers',
  },
  scripts: {
    ours: noneOf('test'),
    packages: () => true,
    rule: 'scripts/ imports any room but test/',
  },
  test: { ours: () => true, packages: () => true, rule: 'test/ imports any room' },
  'worker.ts': {
    ours: noneOf('api', 'cli', 'simulators', 'scripts', 'test'),
    packages: noneOf('express'),
    rule: 'worker.ts puts the worker together: no api/, cli/, simulators/, scripts/ or test/',
  },
  'migration-worker.ts': {
    ours: noneOf('api', 'cli', 'simulators', 'scripts', 'test'),
    packages: noneOf('express'),
    rule: 'migration-worker.ts puts that worker together: no api/, cli/, simulators/, scripts/ or test/',
  },
  'env.ts': {
    ours: () => false,
    packages: under('zod'),
    rule: 'env.ts imports zod alone',
  },
};

/** Configuration of tools, which no room imports. */
const unruled = /^[^/]+\.config\.ts$/;

/** Why a file may not import what it imports; undefined when it may. */
export function importBreach(
  importer: string,
  specifier: string,
  typeOnly: boolean,
): string | undefined {
  if (unruled.test(importer)) return undefined;
  const name = contract.test(importer) ? 'contract' : (importer.split('/')[0] ?? '');
  const room = rooms[name];
  if (room === undefined) return `${name} is no room; add it to test/rooms/import-rules.ts`;
  const isOurs = specifier.startsWith('.') || specifier.startsWith('/');
  if (!isOurs) return room.packages(specifier, typeOnly) ? undefined : room.rule;

  const target = path.posix.normalize(path.posix.join(path.posix.dirname(importer), specifier));
  const isProduct = name !== 'scripts' && !isTestSupport(importer);
  const productReachesTests = isProduct && isTestSupport(target);
  if (productReachesTests) return 'no product code imports what is there for tests';
  return room.ours(target, typeOnly) ? undefined : room.rule;
}

/** Tests, and what is there for them alone: they may import what they prove. */
export function isTestSupport(file: string): boolean {
  return /\.test\.ts$|^test\/|\/testing\//.test(file);
}
