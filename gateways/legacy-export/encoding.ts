import { isAscii } from 'node:buffer';
import type { FileFault } from '../../domain/migration/batch.ts';
import { isWindows1252 } from './windows-1252.ts';

/** Why a file cannot be read. */
export type ReadFault = { problem: FileFault; message: string };

export const readFault = (problem: FileFault, message: string): ReadFault => ({ problem, message });

// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is looked for
const unusual = /[\x00\x80-\xff]/g;

/** How many lines end in a text. */
export const linesIn = (text: string): number => text.split('\n').length - 1;

/** So many bytes are due for it to be UTF-8; -1: it is not. */
function utf8Due(due: number, byte: number): number {
  if (due === -1) return -1;
  if (due > 0) return byte >= 0x80 && byte < 0xc0 ? due - 1 : -1;
  if (byte >= 0xc2 && byte < 0xe0) return 1;
  if (byte >= 0xe0 && byte < 0xf0) return 2;
  return byte >= 0xf0 && byte < 0xf5 ? 3 : -1;
}

/** Watches whether a file is text of Windows-1252, part by part. */
export function watchEncoding() {
  let [hasLetters, due] = [false, 0];
  let noLetter: string | null = null;
  return {
    /** Looks at the next part, which begins at byte `position`, on line `line()`; a NUL is a fault. */
    see(bytes: Buffer, position: number, line: () => number): ReadFault | null {
      if (isAscii(bytes) && !bytes.includes(0)) {
        if (due > 0) due = -1;
        return null;
      }
      const text = bytes.toString('latin1');
      const place = (at: number) =>
        `at line ${line() + linesIn(text.slice(0, at))}, byte ${position + at}`;
      let next = 0;
      unusual.lastIndex = 0;
      for (let found = unusual.exec(text); found; found = unusual.exec(text)) {
        const at = found.index;
        const byte = text.charCodeAt(at);
        if (byte === 0) return readFault('nul-byte', `a NUL byte ${place(at)}`);
        hasLetters = true;
        due = due > 0 && at !== next ? -1 : utf8Due(due, byte);
        next = at + 1;
        if (noLetter === null && !isWindows1252(byte)) {
          noLetter = `0x${byte.toString(16)} ${place(at)}`;
        }
      }
      if (due > 0 && next !== text.length) due = -1;
      return null;
    },
    /** What is wrong with the file as a whole. */
    end(): ReadFault | null {
      if (hasLetters && due === 0) return readFault('not-windows-1252', 'it is UTF-8');
      if (noLetter === null) return null;
      return readFault('not-windows-1252', `${noLetter} is no letter of it`);
    },
  };
}
