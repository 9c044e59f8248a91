import { Command, InvalidArgumentError, Option } from 'commander';
import { type Database, openDatabase } from '../../db/database.ts';
import { findAccountId, listAccounts } from '../../db/queries/account-list.ts';
import { audit } from '../../db/queries/audit.ts';
import { forgetLimits } from '../../db/queries/rate-limit.ts';
import { unlockAccount } from '../../db/queries/sign-in.ts';
import { type Role, roles } from '../../domain/authority/role.ts';
import { databaseUrl } from '../env.ts';
import { commandFailure, EXIT } from '../exit-code.ts';
import { bootstrap, type Named } from './bootstrap.ts';

const HELP = `
DATABASE_URL names the record. Everybody but the first two registers, and is decided on by others.

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
        .action(({ first, second }: { first: Named; second: Named }) =>
          onRecord((database) => printFirst(database, first, second)),
        ),
    )
    .addCommand(
      new Command('list')
        .description('list accounts, tab-separated: login, role, name, IEC or agency, state')
        .addOption(new Option('--role <role>', 'one role only').choices(roles))
        .action(({ role }: { role?: Role }) =>
          onRecord((database) => list(database, role ?? null)),
        ),
    )
    .addCommand(
      new Command('unlock')
        .description('let somebody try to sign in again after too many wrong passwords')
        .argument('<login>', 'IEC or e-mail address')
        .action((login: string) => onRecord((database) => unlock(database, login))),
    );
}

/** `Asha Rao <asha@dgft.example>`. */
function named(text: string): Named {
  const [, name = '', email = ''] =
    /^\s*([^<>\p{Cc}]{1,120}?)\s*<([^<>\s]{1,200})>\s*$/u.exec(text) ?? [];
  if (/^[^@]+@[^@]+\.[^@]+$/.test(email)) return { name, email: email.toLowerCase() };
  throw new InvalidArgumentError('Write it as "Name <e-mail>".');
}

async function onRecord(work: (database: Database) => Promise<void>): Promise<void> {
  const database = openDatabase(databaseUrl(), { max: 2 });
  try {
    await work(database);
  } finally {
    await database.$client.end({ timeout: 5 });
  }
}

async function printFirst(database: Database, first: Named, second: Named): Promise<void> {
  const passwords = await bootstrap(database, first, second);
  const lines = passwords.map(({ email, password }) => `${email}\t${password}\n`);
  process.stdout.write(
    `${lines.join('')}\nEach password is for one use within seven days and is shown only now: hand ` +
      'it over in person.\nAt the first sign-in a password of one’s own is set and an authenticator ' +
      'enrolled.\n',
  );
}

async function list(database: Database, role: Role | null): Promise<void> {
  for await (const one of listAccounts(database, role)) {
    const state = one.active ? (one.locked ? 'locked' : 'active') : 'closed';
    const cells = [one.login, one.role, one.name, one.iec ?? one.agencyCode ?? '', state];
    process.stdout.write(`${cells.join('\t')}\n`);
  }
}

async function unlock(database: Database, login: string): Promise<void> {
  const accountId = await findAccountId(database, login);
  if (!accountId) throw commandFailure(EXIT.usage, `There is no account ${login}.`);
  await forgetLimits(database, 'sign-in', `${accountId}/`);
  await forgetLimits(database, 'password-check', accountId);
  await database.transaction(async (transaction) => {
    await unlockAccount(transaction, accountId);
    await audit(transaction, {
      subject: `account/${accountId}`,
      actor: 'system',
      role: null,
      action: 'account-unlocked',
      at: new Date(),
      after: { by: 'ecoo users unlock' },
    });
  });
  process.stdout.write(`${login} may try to sign in again.\n`);
}
