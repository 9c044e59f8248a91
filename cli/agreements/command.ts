import { Command } from 'commander';

/** Loaded when asked for, so that other commands need not wait for it. */
const work = () => import('./work.ts');

const HELP = `
The service is that of npm start on ECOO_DATA_DIR (started for the while where it does not run), or the one that ECOO_API_URL names. --as names an account of DGFT operations; it signs in once, and the session is kept for the next commands.
FILE is JSON: figures, rules, from, source, link, sure, as docs/origin.md describes them. What is proposed counts once somebody else has approved it.

Examples:
  ecoo agreements list CHILE --as operations
  ecoo agreements propose CHILE correction.json --as operations
  ecoo agreements waiting --as operations-b
  ecoo agreements approve 0190fee0-0000-7000-8000-000000000001 --as operations-b

Exit codes: 0 done · 2 wrong use, a file that is no JSON · 6 the service does not answer · 7 signing in refused, or not allowed · 8 refused, and why`;

type As = { as: string };

const asSomebody = (name: string, words: string) =>
  new Command(name).description(words).requiredOption('--as <login>', 'the account');

/** `ecoo agreements`: what is not certain of them, and how two people put it right. */
export function agreementsCommand(): Command {
  const list = asSomebody('list', 'what is not certain of an agreement, or of all')
    .argument('[code]', 'such as CHILE')
    .action(async (code: string | undefined, { as }: As) => (await work()).list(as, code));
  const waiting = asSomebody('waiting', 'what was proposed and is not decided').action(
    async ({ as }: As) => (await work()).waiting(as),
  );
  const propose = asSomebody('propose', 'propose a correction')
    .argument('<code>', 'such as CHILE')
    .argument('<file>', 'JSON')
    .action(async (code: string, file: string, { as }: As) =>
      (await work()).propose(as, code, file),
    );
  const approve = asSomebody('approve', "approve somebody else's correction")
    .argument('<id>')
    .action(async (id: string, { as }: As) => (await work()).decide(as, id, { approve: true }));
  const decline = asSomebody('decline', "decline somebody else's correction")
    .argument('<id>')
    .requiredOption('--reason <words>', 'why')
    .action(async (id: string, { as, reason }: As & { reason: string }) =>
      (await work()).decide(as, id, { approve: false, reason }),
    );
  const command = new Command('agreements')
    .description('correct what is not certain of an agreement')
    .addHelpText('after', HELP);
  for (const one of [list, waiting, propose, approve, decline]) command.addCommand(one);
  return command;
}
