import { readFile, stat } from 'node:fs/promises';
import { askSecret } from '../ask-secret.ts';
import { tokenPin } from '../env.ts';
import { commandFailure, EXIT } from '../exit-code.ts';

/**
 * The PIN from the file if one is named, else from ECOO_TOKEN_PIN, else asked for at the terminal
 * without showing it. Never from the command line, which every user of the machine can read.
 */
export async function obtainPin(pinFile: string | undefined, label: string): Promise<string> {
  if (pinFile !== undefined) return readPinFile(pinFile);
  const fromEnvironment = tokenPin();
  if (fromEnvironment !== undefined) return fromEnvironment;
  if (process.stdin.isTTY) return askSecret(`PIN of ${label}`);
  throw commandFailure(EXIT.usage, 'No PIN. Set ECOO_TOKEN_PIN, or use --pin-file, or a terminal.');
}

async function readPinFile(path: string): Promise<string> {
  const file = await stat(path).catch(() => {
    throw commandFailure(EXIT.usage, `The PIN file ${path} cannot be read.`);
  });
  if (process.platform !== 'win32' && (file.mode & 0o077) !== 0)
    throw commandFailure(EXIT.usage, `Others can read ${path}. Run: chmod 600 ${path}`);
  const pin = (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
  if (pin === '') throw commandFailure(EXIT.usage, `The PIN file ${path} is empty.`);
  return pin;
}
