import { Command } from 'commander';

const HELP = `
Reads the audit and the chain of every case from the beginning and computes every hash anew.
Keep the end that it prints somewhere else: a later run must show the same hash there.
DATABASE_URL names the database; reading it is enough. Without it, that of npm start is read.

Examples:
  ecoo audit verify
  ecoo audit verify --json

Exit codes: 0 both chains hold · 1 a row does not hold · 2 wrong use, no database`;

/** `ecoo audit`: proves that what was told was not changed since. */
export function auditCommand(): Command {
  const verify = new Command('verify')
    .description('check the audit and the chain of every case, row by row')
    .option('--json', 'print the outcome as JSON')
    .addHelpText('after', HELP)
    .action(async (options: { json?: true }) => (await import('./verify.ts')).verify(options));
  return new Command('audit')
    .description('what was done by whom, and whether it still says so')
    .addCommand(verify);
}
