import { isAscii } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { longestRecord } from '../../domain/migration/export-file.ts';
import { fieldsOf } from '../../domain/migration/fields.ts';
import { linesIn, type ReadFault, readFault, watchEncoding } from './encoding.ts';
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

/** Some records that follow each other, with what is before the first of them in the same bytes. */
export type RecordChunk = {
  /** As they stand in the file; overwritten once the next chunk is asked for. */
  bytes: Buffer;
  /** The same, read as Latin-1: a character for each byte. */
  text: string;
  /** Where the bytes begin in the file. */
  offset: number;
  count: number;
  /** Where each record begins and ends in the bytes, its line end left out. */
  begins: Int32Array;
  ends: Int32Array;
  /** The line on which each begins; the header's is 1. */
  lines: Int32Array;
  /** 1 for each that has letters beyond ASCII. */
  letters: Uint8Array;
};

/** A record of a chunk by itself. */
export function recordAt(chunk: RecordChunk, at: number): ExportRecord {
  const [begin, end] = [chunk.begins[at] as number, chunk.ends[at] as number];
  const hasLetters = chunk.letters[at] === 1;
  const bytes = chunk.text.slice(begin, end);
  return {
    text: hasLetters ? fromLatin1(bytes) : bytes,
    line: chunk.lines[at] as number,
    offset: chunk.offset + begin,
    length: end - begin,
    hasLetters,
  };
}

/** Small enough for its text to be forgotten as soon as it was read: larger ones stay longer. */
const chunkBytes = 64 * 1024;
/** Asking for bytes costs more than reading them. */
const askedAtOnce = 16 * chunkBytes;
/** What is carried over from a chunk to the next is a record at most. */
const mostBytes = longestRecord + chunkBytes;
/** Bytes without a letter beyond ASCII are passed over so many at a time. */
const stride = 4096;

function nextLetter(bytes: Buffer, from: number, length: number): number {
  for (let at = from; at < length; at += stride) {
    const some = bytes.subarray(at, Math.min(at + stride, length));
    if (!isAscii(some)) return at + some.findIndex((byte) => byte >= 0x80);
  }
  return length;
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

function emptyChunk(): RecordChunk {
  const places = () => new Int32Array(mostBytes);
  return {
    ...{ bytes: Buffer.allocUnsafe(mostBytes), text: '', offset: 0, count: 0 },
    ...{ begins: places(), ends: places(), lines: places(), letters: new Uint8Array(mostBytes) },
  };
}

/** Notes a record of the chunk that ends before `end`; a line end of two characters is none of it. */
function note(chunk: RecordChunk, begin: number, end: number, line: number, letters: boolean) {
  const { bytes, count: at } = chunk;
  chunk.begins[at] = begin;
  chunk.ends[at] = end > begin && bytes[end - 1] === 13 ? end - 1 : end;
  chunk.lines[at] = line;
  chunk.letters[at] = letters ? 1 : 0;
  chunk.count = at + 1;
}

/** The bytes of a file in order, a chunk at a time; overwritten once more are asked for. */
async function* piecesOf(file: FileHandle): AsyncGenerator<Buffer> {
  const asked = Buffer.allocUnsafe(askedAtOnce);
  for (let position = 0; ; ) {
    const { bytesRead } = await file.read(asked, 0, askedAtOnce, position);
    if (bytesRead === 0) return;
    for (let at = 0; at < bytesRead; at += chunkBytes) {
      yield asked.subarray(at, Math.min(at + chunkBytes, bytesRead));
    }
    position += bytesRead;
  }
}

/**
 * Gives a file's records in order, the header first, a chunk at a time, always the same one; at the end
 * what makes it unreadable, or null. Memory stays at a chunk and a record, whatever the file holds.
 * Bytes are shown to `see` as they are.
 */
export async function* readRecords(
  file: FileHandle,
  see: (bytes: Uint8Array) => void = () => {},
): AsyncGenerator<RecordChunk, ReadFault | null> {
  const chunk = emptyChunk();
  const { bytes } = chunk;
  const encoding = watchEncoding();
  let [position, line, carried] = [0, 1, 0];
  for await (const piece of piecesOf(file)) {
    see(piece);
    piece.copy(bytes, carried);
    const length = carried + piece.length;
    const text = bytes.toString('latin1', 0, length);
    const fault = encoding.see(piece, position, () => line + linesIn(text.slice(0, carried)));
    if (fault) return fault;
    chunk.text = text;
    chunk.offset = position - carried;
    chunk.count = 0;
    position += piece.length;
    let [begin, lines, quote] = [0, 1, nextQuote(text, 0)];
    let letter = nextLetter(bytes, 0, length);
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) {
      if (quote < begin) quote = nextQuote(text, begin);
      if (quote < end && isQuoteOpen(text, begin, end)) {
        lines += 1;
        continue;
      }
      if (end + 1 - begin > longestRecord) return tooLong(line);
      if (letter < begin) letter = nextLetter(bytes, begin, length);
      note(chunk, begin, end, line, letter < end);
      line += lines;
      lines = 1;
      begin = end + 1;
    }
    carried = length - begin;
    if (carried > longestRecord) return tooLong(line);
    yield chunk;
    bytes.copyWithin(0, begin, length);
  }
  const text = bytes.toString('latin1', 0, carried);
  if (isQuoteOpen(text, 0, carried)) {
    return readFault('quote-open', `a quote is open at the end, in the record at line ${line}`);
  }
  if (carried > 0) {
    Object.assign(chunk, { text, offset: position - carried, count: 0 });
    note(chunk, 0, carried, line, nextLetter(bytes, 0, carried) < carried);
    yield chunk;
  }
  return encoding.end();
}

const tooLong = (line: number): ReadFault =>
  readFault('record-too-long', `the record at line ${line} is longer than ${longestRecord} bytes`);
