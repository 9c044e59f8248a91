import { Command } from 'commander';
import type { RunOptions } from './run.ts';

/** Loaded when asked for, so that other commands need not wait for it. */
const work = () => import('./work.ts');

const HELP = `
The service is that of npm start on ECOO_DATA_DIR (started for the while where it does not run), or the one that ECOO_API_URL names. An operator signs in once; the session is kept for the next commands. A demonstration's operators are operator-a and operator-b; others are asked for their password.
A migration goes on in the service when the command is broken off: run again, it is followed again. Batches are named by --batch, else the latest is meant.

Examples:
  ecoo migrate run /mnt/export --dry-run
  ecoo migrate run /mnt/export --accept --as operator-a --and-as operator-b --report report.json
  ecoo migrate rejects --export rejects.csv
  ecoo migrate retry rejects.csv
  ecoo migrate report ./report

Exit codes: 0 done · 1 it does not add up, cannot go on, or was undone meanwhile · 2 wrong use · 5 the export is refused: nothing was imported · 6 the service does not answer · 7 signing in refused, or not allowed · 8 refused as things stand`;

type Of = RunOptions & { as?: string; andAs?: string; batch?: string };

const steered = (name: string, words: string) =>
  new Command(name)
    .description(words)
    .option('--batch <id>', 'another than the latest')
    .option('--as <login>', 'the operator')
    .option('--json', 'print JSON');

/** `ecoo migrate`: brings the earlier platform over, by the service's own API. */
export function migrateCommand(): Command {
  const run = new Command('run')
    .description('bring an export over: check, stage, load, reconcile, and accept where asked to')
    .argument(
      '<dir>',
      'folder with manifest.json, the six .psv files, and documents/ where it has one',
    )
    .option('--dry-run', 'say what would come in, and import nothing')
    .option('--accept', 'accept it as two operators when it is reconciled; needs --as and --and-as')
    .option('--as <login>', 'the operator')
    .option('--and-as <login>', 'the second operator')
    .option('--report <file>', 'write the reconciliation as JSON')
    .option('--json', 'print the outcome as JSON alone')
    .action(async (dir: string, options: Of) => (await work()).runExport(dir, options));
  const status = steered('status', 'where a batch stands, and its figures').action(
    async (options: Of) => (await work()).status(options),
  );
  const pause = steered('pause', 'hold a batch up after what is at work just now').action(
    async (options: Of) => (await work()).steer('pause', options),
  );
  const resume = steered('resume', 'let a batch go on, or try again what it could not do').action(
    async (options: Of) => (await work()).steer('resume', options),
  );
  const rejects = steered('rejects', 'count what was refused, or export it to be corrected')
    .option('--export <file>', 'write a sheet (CSV) that comes back by retry')
    .action(async (options: Of & { export?: string }) => (await work()).rejects(options));
  const retry = steered('retry', 'take a corrected sheet in and try every refused row again')
    .argument('<file>', 'the sheet')
    .option('--report <file>', 'write the reconciliation as JSON')
    .action(async (file: string, options: Of) => (await work()).retrySheet(file, options));
  const accept = steered('accept', 'agree as one operator; the second one makes it count').action(
    async (options: Of) => (await work()).acceptAs(options),
  );
  const report = steered(
    'report',
    'fetch the sealed report as JSON, HTML and PDF, and check its seal',
  )
    .argument('<dir>', 'folder to write the files into')
    .action(async (dir: string, options: Of) => (await work()).report(dir, options));
  const undo = steered('undo', 'take a batch that is not accepted back, whole').action(
    async (options: Of) => (await work()).undoBatch(options),
  );
  const command = new Command('migrate')
    .description('bring the earlier platform over')
    .addHelpText('after', HELP);
  for (const one of [run, status, pause, resume, rejects, retry, accept, report, undo]) {
    command.addCommand(one);
  }
  return command;
}
