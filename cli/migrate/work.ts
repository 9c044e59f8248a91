import { commandFailure, EXIT } from '../exit-code.ts';
import { fetchReport } from './fetch-report.ts';
import type { Migration } from './migration.ts';
import { latest, type Operators, type RunOptions, retry, run, tell, undo } from './run.ts';
import { openService, type Service } from './service.ts';
import { notedOperators, type ServicePlace } from './session.ts';
import { exportRejects, partsOf } from './sheet.ts';
import { runningService } from './system.ts';

type Options = RunOptions & { as?: string; andAs?: string; batch?: string };

const say = (line: string) => process.stderr.write(`${line}\n`);

/** The operator that is named, else the first whom a demonstration has. */
function loginOf(place: ServicePlace, named: string | undefined): string {
  const login = named ?? notedOperators(place.dataDir)[0]?.login;
  if (login) return login;
  throw commandFailure(EXIT.usage, 'Say who you are: --as <login>.');
}

/** Works with the service as these operators; a system that was started for the while ends with it. */
async function withService(
  { as, andAs }: Options,
  work: (operators: Operators) => Promise<void>,
): Promise<void> {
  const service = await runningService(say);
  const ended = () => void service.stop().finally(() => process.exit(130));
  process.once('SIGINT', ended).once('SIGTERM', ended);
  try {
    const first = await openService(service, loginOf(service, as), say);
    // Whoever cannot sign in is told before hours of work.
    const second = andAs === undefined ? null : await openService(service, andAs, say);
    for (const one of [first, second]) await one?.get('/sessions/current');
    await work({ first, second });
  } finally {
    await service.stop();
    process.off('SIGINT', ended).off('SIGTERM', ended);
  }
}

const batchOf = async (service: Service, { batch }: Options) => batch ?? (await latest(service));

export function runExport(dir: string, options: Options): Promise<void> {
  const { accept, dryRun, as, andAs } = options;
  if (accept && (dryRun || !as || !andAs || as === andAs)) {
    const words = 'Two operators accept, each with an account: --accept --as A --and-as B.';
    throw commandFailure(EXIT.usage, words);
  }
  return withService(options, (operators) => run(operators, dir, options));
}

export const status = (options: Options): Promise<void> =>
  withService(options, async ({ first }) => {
    const id = await batchOf(first, options);
    await tell(await first.get<Migration>(`/migrations/${id}`), options);
  });

export const steer = (what: 'pause' | 'resume', options: Options): Promise<void> =>
  withService(options, async ({ first }) => {
    const id = await batchOf(first, options);
    await tell(await first.post<Migration>(`/migrations/${id}/${what}`, {}), options);
  });

export const acceptAs = (options: Options): Promise<void> =>
  withService(options, async ({ first }) => {
    const id = await batchOf(first, options);
    const { round } = await first.get<Migration>(`/migrations/${id}`);
    await tell(await first.post<Migration>(`/migrations/${id}/acceptance`, { round }), options);
  });

/** Writes the sealed report into a folder, and says whose figures it has. */
export const report = (dir: string, options: Options): Promise<void> =>
  withService(options, async ({ first }) => {
    const sealed = await fetchReport(first, await batchOf(first, options), dir);
    const words = `The sealed report of batch ${sealed.batch}, made ${sealed.madeAt}, is in ${dir}. Its seal holds.`;
    process.stdout.write(`${options.json ? JSON.stringify(sealed) : words}\n`);
  });

export const undoBatch = (options: Options): Promise<void> =>
  withService(options, async (operators) =>
    undo(operators, await batchOf(operators.first, options), options),
  );

export const retrySheet = (file: string, options: Options): Promise<void> =>
  withService(options, async (operators) =>
    retry(operators, await batchOf(operators.first, options), partsOf(file), options),
  );

export const rejects = (options: Options & { export?: string }): Promise<void> =>
  withService(options, async ({ first }) => {
    const id = await batchOf(first, options);
    if (options.export) {
      const rows = await exportRejects(first, id, options.export);
      const outcome = { batch: id, file: options.export, rows };
      const words = `${rows} rows are in ${options.export}. Correct them, then: ecoo migrate retry ${options.export}`;
      process.stdout.write(`${options.json ? JSON.stringify(outcome) : words}\n`);
      return;
    }
    const { figures } = await first.get<Migration>(`/migrations/${id}`);
    const counts = figures?.rejects ?? {};
    if (options.json) process.stdout.write(`${JSON.stringify(counts)}\n`);
    for (const [record, reasons] of options.json ? [] : Object.entries(counts)) {
      for (const [reason, rows] of Object.entries(reasons)) {
        process.stdout.write(`${record}\t${reason}\t${rows}\n`);
      }
    }
  });
