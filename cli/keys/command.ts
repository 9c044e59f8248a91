import { Command } from 'commander';

/** Loaded when asked for, so that other commands need not wait for a database's driver. */
const work = () => import('./on-record.ts');

const HELP = `
DATABASE_URL names the record and ECOO_SECRETS_DIR the folder of master-key; without them, those of npm start are meant. No key is ever printed.
Rotating goes on beside API and worker, may be broken off and run again. docs/operations.md says in what order keys are added and taken away.

Examples:
  ecoo keys status
  ecoo keys rotate

Exit codes: 0 done, everything opens · 1 a secret does not open · 2 wrong use, no database, no keys`;

/** `ecoo keys`: under which master keys the record's secrets are, and sealing them anew. */
export function keysCommand(): Command {
  const status = new Command('status')
    .description('count the secrets under each key, tab-separated, and try to open each')
    .option('--json', 'print the outcome as JSON')
    .action(async (options: { json?: true }) => (await work()).printStatus(options));
  const rotate = new Command('rotate')
    .description('seal every secret anew that is not under the current key')
    .action(async () => (await work()).printRotation());
  return new Command('keys')
    .description('the master keys that secrets at rest are sealed under')
    .addHelpText('after', HELP)
    .addCommand(status)
    .addCommand(rotate);
}
