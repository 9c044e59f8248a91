import fs from 'node:fs';
import path from 'node:path';
import {
  apiPort,
  databaseUrl,
  dataDir,
  isRunByNpm,
  publicUrl,
  temporalAddress,
  temporalNamespace,
} from './env.ts';
import { allParts, endings, type Stack, startStack } from './stack/stack.ts';

/** One person of the seeded system, as the seed leaves it for whoever tries the system out. */
type Login = { role: string; login: string; password: string; note: string };

// A closed terminal or a reader that went away must not take the servers down unordered.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

const said = Date.now();
const say = (sentence: string) => console.log(sentence);
const toldToEnd = new AbortController();
for (const name of endings) process.on(name, () => toldToEnd.abort());
// A signal to npm alone ends the shell between npm and this process, and never reaches it. A command
// that has started the system for the while may itself be killed.
const parent = process.ppid;
const watchParent = () => process.ppid !== parent && toldToEnd.abort();
if (isRunByNpm || process.argv.includes('--with-parent')) setInterval(watchParent, 500).unref();

try {
  say(`eCoO starts; its data is in ${dataDir}.`);
  const stack = await startStack(
    {
      dataDir,
      durable: true,
      parts: allParts,
      ports: 'usual',
      say,
      own: {
        databaseUrl,
        temporal: temporalAddress,
        temporalNamespace,
        publicUrl,
        apiPort,
      },
    },
    toldToEnd.signal,
  );
  say(welcome(stack));
  await ending();
  say('\nStopping.');
  await stack.stop();
  say('Everything has stopped. npm start goes on where this left off.');
} catch (error) {
  if (toldToEnd.signal.aborted) {
    say('Stopped before everything was up.');
  } else {
    console.error(`\neCoO could not start.\n${error instanceof Error ? error.message : error}`);
    console.error(`Logs: ${path.join(dataDir, 'logs')}. npm run doctor checks every need.`);
    process.exitCode = 1;
  }
}

/** Resolves when a signal asks the launcher to end. */
function ending(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  // Child processes do not keep this process alive; the clock does until it is told to end.
  const clock = setInterval(() => {}, 60_000);
  const end = () => {
    clearInterval(clock);
    resolve();
  };
  if (toldToEnd.signal.aborted) end();
  else toldToEnd.signal.addEventListener('abort', end, { once: true });
  return promise;
}

function welcome({ addresses }: Stack): string {
  const places = [
    ['API', `${addresses.api}/api/v1`],
    ['API reference', `${addresses.api}/api/docs`],
    ['Verify a certificate', `${addresses.publicUrl}/verify`],
    ['Temporal', temporalAddress ?? `${addresses.temporalUi}  (server ${addresses.temporal})`],
    ['Simulated mailbox', addresses.mailbox],
    ['Simulated phones', addresses.phone],
    ['Simulated DGFT', addresses.dgft],
    ['Simulated payment gateway', addresses.paymentGateway],
    ['Simulated certifying authority', addresses.certifyingAuthority],
  ];
  const logins = readLogins().map(({ role, login, password, note }) => [
    role,
    `${login}  ${password}  ${note}`,
  ]);
  return [
    `\neCoO is ready after ${((Date.now() - said) / 1000).toFixed(1)} s.\n`,
    ...aligned(places),
    '\nLogins (one per role):\n',
    ...aligned(logins),
    `\nLogs are in ${path.join(dataDir, 'logs')}. Ctrl-C stops everything.`,
  ].join('\n');
}

function readLogins(): Login[] {
  const file = path.join(dataDir, 'logins.json');
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : [];
}

function aligned(rows: string[][]): string[] {
  const width = Math.max(0, ...rows.map(([label = '']) => label.length));
  return rows.map(([label = '', text]) => `  ${label.padEnd(width)}  ${text}`);
}
