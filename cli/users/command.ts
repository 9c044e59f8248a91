import { Command, InvalidArgumentError, Option } from 'commander';
import { type Role, roles } from '../../domain/authority/role.ts';
import type { Named } from './bootstrap.ts';

/** Loaded when asked for, so that other commands need not wait for a database's driver. */
const work = () => import('./on-record.ts');

const HELP = `
DATABASE_URL names the record; without it, that of npm start is meant. Everybody but the first two registers, and is decided on by others.

Examples:
  ecoo users bootstrap --first "Asha Rao <asha@dgft.example>" --second "Vikram Sethi <vikram@dgft.example>"
  ecoo users list --role officer
  ecoo users unlock asha@dgft.example

Exit codes: 0 done · 2 wrong use, refused, no database`;

/** `ecoo users`: the first accounts of an installation, and help when nobody can sign in to help. */
export function usersCommand(): Command {
  const person = (flags: string, words: string) =>
    new Option(flags, words).argParser(named).makeOptionMandatory();
  return new Command('users')
    .description('the first accounts of an installation, and who has one')
    .addHelpText('after', HELP)
    .addCommand(
      new Command('bootstrap')
        .description('open the first two accounts of DGFT operations; refused when there is one')
        .addOption(person('--first <person>', 'as "Name <e-mail>"'))
        .addOption(person('--second <person>', 'somebody else, as "Name <e-mail>"'))
        .action(async ({ first, second }: { first: Named; second: Named }) =>
          (await work()).printFirst(first, second),
        ),
    )
    .addCommand(
      new Command('list')
        .description('list accounts, tab-separated: login, role, name, IEC or agency, state')
        .addOption(new Option('--role <role>', 'one role only').choices(roles))
        .action(async ({ role }: { role?: Role }) => (await work()).list(role ?? null)),
    )
    .addCommand(
      new Command('unlock')
        .description('let somebody try to sign in again after too many wrong passwords')
        .argument('<login>', 'IEC or e-mail address')
        .action(async (login: string) => (await work()).unlock(login)),
    );
}

/** `Asha Rao <asha@dgft.example>`. */
function named(text: string): Named {
  const [, name = '', email = ''] =
    /^\s*([^<>\p{Cc}]{1,120}?)\s*<([^<>\s]{1,200})>\s*$/u.exec(text) ?? [];
  if (/^[^@]+@[^@]+\.[^@]+$/.test(email)) return { name, email: email.toLowerCase() };
  throw new InvalidArgumentError('Write it as "Name <e-mail>".');
}
