import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { commandFailure, EXIT } from './exit-code.ts';

/** Asks at the terminal without showing what is typed. Throws a CommandFailure when nothing is given. */
export async function askSecret(what: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stderr.write(`${what}: `);
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  const givenUp = new AbortController();
  terminal.once('SIGINT', () => givenUp.abort());
  terminal.once('close', () => givenUp.abort());
  try {
    return await terminal.question('', { signal: givenUp.signal });
  } catch {
    throw commandFailure(EXIT.usage, `Not given: ${what}.`);
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
