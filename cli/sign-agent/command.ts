import { Command, InvalidArgumentError, Option } from 'commander';
import { commandFailure, EXIT } from '../exit-code.ts';
import { obtainPin } from './pin.ts';
import { startAgent } from './server.ts';
import { isPinFailure, isSigningFailure } from './signing-failure.ts';
import { describeToken, type Token } from './token.ts';

interface Options {
  module?: string;
  token?: string;
  pkcs12?: string;
  pinFile?: string;
  port: number;
  origin?: string[];
}

/** `ecoo sign-agent`: lets the officer's own token sign, on the officer's own machine. */
export function signAgentCommand(): Command {
  return new Command('sign-agent')
    .description('let the signing token on this machine sign certificates, over loopback HTTP')
    .option('--module <path>', 'PKCS#11 module of the token')
    .addOption(new Option('--token <label>', 'label of the token in it').conflicts('pkcs12'))
    .addOption(
      new Option('--pkcs12 <file>', 'a PKCS#12 file in place of a token').conflicts('module'),
    )
    .option('--pin-file <file>', 'file that holds the PIN and that nobody else can read')
    .option('--origin <url>', 'web address of the workbench that may use the agent', collect)
    .option('--port <number>', 'port on 127.0.0.1; 0 for any free one', portNumber, 7581)
    .addHelpText('after', HELP)
    .action(run);
}

const HELP = `
The PIN is asked for at the terminal, or taken from ECOO_TOKEN_PIN or --pin-file; never from the
command line. A PIN that the token refuses is tried once and not again.

When ready, one line of JSON goes to standard output: {"ready":true,"url":…,"port":…,"sha256":…}.
What is signed is shown on standard error.

  GET  /certificate     the certificate and what it says
  POST /sign            { signedAttributes, documentDigest, description }
                        → { signature, certificate }
  POST /sign-challenge  { challenge, description } → { signature, certificate, chain }
                        a proof that the token is at hand, when it is registered

Examples:
  ecoo sign-agent --module /usr/lib/softhsm/libsofthsm2.so --token "Officer 7" \\
    --origin https://ecoo.example
  ECOO_TOKEN_PIN=… ecoo sign-agent --pkcs12 officer.p12 --port 0

Exit codes: 0 ended by a signal · 2 wrong use · 3 the token cannot be used · 4 the PIN was refused`;

async function run(options: Options): Promise<void> {
  const open = opener(options);
  const pin = await obtainPin(options.pinFile, open.label);
  const token = await open.with(pin).catch((error: unknown) => {
    if (!isSigningFailure(error)) throw error;
    throw commandFailure(isPinFailure(error) ? EXIT.pinRefused : EXIT.tokenUnusable, error.message);
  });
  const announce = (line: string) => process.stderr.write(`${line}\n`);
  const agent = await startAgent({
    ...options,
    origins: options.origin ?? [],
    token,
    announce,
  }).catch((error: NodeJS.ErrnoException) => {
    token.close();
    if (error.code !== 'EADDRINUSE') throw error;
    throw commandFailure(EXIT.usage, `Port ${options.port} is taken. Use --port 0 for a free one.`);
  });
  const { certificate: _, chain: __, ...description } = describeToken(token);
  announce(`Signing as ${description.subject}. Ctrl-C ends the agent.`);
  // Before the ready line: whoever reads it may end the agent at once.
  const signalled = untilSignal();
  const ready = { ready: true, url: agent.url, port: agent.port, ...description };
  process.stdout.write(`${JSON.stringify(ready)}\n`);

  const refused = await Promise.race([agent.pinRefused, signalled]);
  await agent.stop();
  if (refused !== null) throw commandFailure(EXIT.pinRefused, refused.message);
}

function opener({ module, token: label, pkcs12 }: Options) {
  if (pkcs12 !== undefined)
    return {
      label: pkcs12,
      with: async (pin: string): Promise<Token> =>
        (await import('./pkcs12-token.ts')).openPkcs12Token(pkcs12, pin),
    };
  if (module === undefined || label === undefined)
    throw commandFailure(EXIT.usage, 'Name --module with --token, or --pkcs12.');
  return {
    label,
    with: async (pin: string): Promise<Token> =>
      (await import('./pkcs11-token.ts')).openPkcs11Token({ module, label, pin }),
  };
}

function untilSignal(): Promise<null> {
  return new Promise((resolve) => {
    // Not `once`: a second Ctrl-C, or one that both a launcher and its terminal send, ends no sooner.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve(null));
  });
}

function collect(origin: string, earlier: string[] = []): string[] {
  if (!URL.canParse(origin) || new URL(origin).origin !== origin)
    throw new InvalidArgumentError('Give scheme, host and port only, as https://ecoo.example.');
  return [...earlier, origin];
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535)
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}
