import { Command, CommanderError } from 'commander';
import { agreementsCommand } from './agreements/command.ts';
import { auditCommand } from './audit/command.ts';
import { EXIT } from './exit-code.ts';
import { keysCommand } from './keys/command.ts';
import { migrateCommand } from './migrate/command.ts';
import { referenceCommand } from './reference/command.ts';
import { signAgentCommand } from './sign-agent/command.ts';
import { usersCommand } from './users/command.ts';
import { verifyCommand } from './verify/command.ts';

const program = new Command('ecoo')
  .description('Tools of the electronic Certificate of Origin service')
  .exitOverride()
  .showHelpAfterError('Run with --help for options and examples.');

/** Subcommands too end by an exit code of ours, not by one of commander's. */
function under(parent: Command, command: Command): Command {
  command.copyInheritedSettings(parent);
  for (const inner of command.commands) under(command, inner);
  return command;
}

const commands = [
  agreementsCommand(),
  auditCommand(),
  keysCommand(),
  referenceCommand(),
  migrateCommand(),
  signAgentCommand(),
  usersCommand(),
  verifyCommand(),
];
for (const command of commands) program.addCommand(under(program, command));

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf(error: unknown): number {
  // Commander has written its own words already; asking for help is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  console.error(`ecoo: ${error instanceof Error ? error.message : String(error)}`);
  const hasCode = error instanceof Error && 'exitCode' in error;
  return hasCode && typeof error.exitCode === 'number' ? error.exitCode : EXIT.usage;
}
