import type { FileHandle } from 'node:fs/promises';
import { longestRecord } from '../../domain/migration/export-file.ts';
import { fieldsOf } from '../../domain/migration/fields.ts';
import { fromLatin1 } from './windows-1252.ts';

/** A record of a file: its values, and where it stands. */
export type ExportRecord = {
  fields: string[];
  /** The line on which it begins; the header's is 1. */
  line: number;
  /** In bytes from the file's beginning, and without the line end. */
  offset: number;
  length: number;
  /** Whether it has letters beyond ASCII. */
  hasLetters: boolean;
};

const chunkBytes = 256 * 1024;
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what ASCII is
const beyondAscii = /[^\x00-\x7f]/;

const isQuoteOpen = (text: string, from: number, to: number): boolean => {
  let isOpen = false;
  for (let at = text.indexOf('"', from); at !== -1 && at < to; at = text.indexOf('"', at + 1)) {
    isOpen = !isOpen;
  }
  return isOpen;
};

/** The values of a record's text without its line end, and whether it has letters beyond ASCII. */
export function recordOf(text: string): Pick<ExportRecord, 'fields' | 'hasLetters'> {
  return { fields: fieldsOf(text), hasLetters: beyondAscii.test(text) };
}

/**
 * Gives `take` every record of a file after the header, in order, a chunk at a time; after each chunk
 * it waits for `pause`. Memory stays at a chunk and a record, whatever the file holds. Bytes are shown
 * to `see` as they are.
 */
export async function readRecords(
  file: FileHandle,
  take: (record: ExportRecord) => void,
  pause: () => Promise<void>,
  see: (bytes: Uint8Array) => void,
): Promise<{ rows: number }> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let [position, line, rows, carried] = [0, 1, 0, ''];
  const give = (latin1: string, offset: number) => {
    if (line > 1) {
      rows += 1;
      const text = latin1.endsWith('\r') ? latin1.slice(0, -1) : latin1;
      take({ ...recordOf(fromLatin1(text)), line, offset, length: text.length });
    }
  };
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, chunkBytes, position);
    if (bytesRead === 0) break;
    see(buffer.subarray(0, bytesRead));
    const text = carried + buffer.toString('latin1', 0, bytesRead);
    const textOffset = position - carried.length;
    position += bytesRead;
    let begin = 0;
    let lines = 1;
    let quote = text.indexOf('"');
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) {
      if (quote !== -1 && quote < begin) quote = text.indexOf('"', begin);
      if (quote !== -1 && quote < end && isQuoteOpen(text, begin, end)) {
        lines += 1;
        continue;
      }
      give(text.slice(begin, end), textOffset + begin);
      line += lines;
      lines = 1;
      begin = end + 1;
    }
    carried = text.slice(begin);
    if (carried.length > longestRecord)
      throw new RangeError(`the record at line ${line} is too long`);
    await pause();
  }
  if (carried !== '') give(carried, position - carried.length);
  return { rows };
}
