import type { FileHandle } from 'node:fs/promises';
import { longestRecord } from '../../domain/migration/export-file.ts';
import { fieldsOf } from '../../domain/migration/fields.ts';
import { type ReadFault, readFault, watchEncoding } from './encoding.ts';
import { fromLatin1 } from './windows-1252.ts';

/** A record of a file: its text without the line end, and where it stands. */
export type ExportRecord = {
  text: string;
  /** The line on which it begins; the header's is 1. */
  line: number;
  /** In bytes from the file's beginning. */
  offset: number;
  length: number;
  /** Whether it has letters beyond ASCII. */
  hasLetters: boolean;
};

/** Small enough for its text to be forgotten as soon as it was read: larger ones stay longer. */
const chunkBytes = 64 * 1024;
const beyondAscii = /[\x80-\xff]/g;

function nextLetter(text: string, from: number): number {
  beyondAscii.lastIndex = from;
  return beyondAscii.exec(text)?.index ?? text.length;
}

function nextQuote(text: string, from: number): number {
  const at = text.indexOf('"', from);
  return at === -1 ? text.length : at;
}

function isQuoteOpen(text: string, from: number, to: number): boolean {
  let isOpen = false;
  for (let at = nextQuote(text, from); at < to; at = nextQuote(text, at + 1)) isOpen = !isOpen;
  return isOpen;
}

/** The values of a record's text without its line end, and whether it has letters beyond ASCII. */
export function recordOf(text: string): { fields: string[]; hasLetters: boolean } {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what ASCII is
  return { fields: fieldsOf(text), hasLetters: /[^\x00-\x7f]/.test(text) };
}

/**
 * Gives a file's records in order, the header first, a chunk at a time; at the end what makes it
 * unreadable, or null. Memory stays at a chunk and a record, whatever the file holds. Bytes are shown to
 * `see` as they are.
 */
export async function* readRecords(
  file: FileHandle,
  see: (bytes: Uint8Array) => void = () => {},
): AsyncGenerator<ExportRecord[], ReadFault | null> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  const encoding = watchEncoding();
  let [position, line, carried] = [0, 1, ''];
  const recordFrom = (latin1: string, offset: number, hasLetters: boolean): ExportRecord => {
    const bytes = latin1.endsWith('\r') ? latin1.slice(0, -1) : latin1;
    const text = hasLetters ? fromLatin1(bytes) : bytes;
    return { text, line, offset, length: bytes.length, hasLetters };
  };
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, chunkBytes, position);
    if (bytesRead === 0) break;
    see(buffer.subarray(0, bytesRead));
    const read = buffer.toString('latin1', 0, bytesRead);
    const fault = encoding.see(read, position, line + carried.split('\n').length - 1);
    if (fault) return fault;
    const text = carried + read;
    const textOffset = position - carried.length;
    position += bytesRead;
    const records: ExportRecord[] = [];
    let [begin, lines, quote, letter] = [0, 1, nextQuote(text, 0), nextLetter(text, 0)];
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) {
      if (quote < begin) quote = nextQuote(text, begin);
      if (quote < end && isQuoteOpen(text, begin, end)) {
        lines += 1;
        continue;
      }
      if (end + 1 - begin > longestRecord) return tooLong(line);
      if (letter < begin) letter = nextLetter(text, begin);
      records.push(recordFrom(text.slice(begin, end), textOffset + begin, letter < end));
      line += lines;
      lines = 1;
      begin = end + 1;
    }
    carried = text.slice(begin);
    if (carried.length > longestRecord) return tooLong(line);
    yield records;
  }
  if (isQuoteOpen(carried, 0, carried.length)) {
    return readFault('quote-open', `a quote is open at the end, in the record at line ${line}`);
  }
  const hasLetters = nextLetter(carried, 0) < carried.length;
  if (carried !== '') yield [recordFrom(carried, position - carried.length, hasLetters)];
  return encoding.end();
}

const tooLong = (line: number): ReadFault =>
  readFault('record-too-long', `the record at line ${line} is longer than ${longestRecord} bytes`);
