import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { FileFault } from '../../domain/migration/batch.ts';
import { longestRecord } from '../../domain/migration/export-file.ts';
import { isWindows1252 } from './windows-1252.ts';

/** What a file is. `fault`: why it cannot be read; the rest is not known then. */
export type Inspected =
  | { rows: number; sha256: string; fault: null }
  | { fault: { problem: FileFault; message: string } };

type Scan = {
  position: number;
  line: number;
  records: number;
  recordBegin: number;
  isQuoted: boolean;
  hasLetters: boolean;
  /** So many bytes are due for it to be UTF-8; -1: it is not. */
  utf8Due: number;
  /** Where the first byte stands that is no letter of Windows-1252. */
  noLetter: string | null;
};

const chunkBytes = 1024 * 1024;
const [newline, quote] = [10, 34];

function utf8Due(due: number, byte: number): number {
  if (due === -1) return -1;
  if (due > 0) return byte < 0xc0 ? due - 1 : -1;
  if (byte >= 0xc2 && byte < 0xe0) return 1;
  if (byte >= 0xe0 && byte < 0xf0) return 2;
  return byte >= 0xf0 && byte < 0xf5 ? 3 : -1;
}

const fault = (problem: FileFault, message: string) => ({ fault: { problem, message } });
const tooLong = (line: number) =>
  fault('record-too-long', `the record at line ${line} is longer than ${longestRecord} bytes`);

function scanLetter(scan: Scan, byte: number, at: number): void {
  scan.hasLetters = true;
  scan.utf8Due = utf8Due(scan.utf8Due, byte);
  if (scan.noLetter === null && !isWindows1252(byte)) {
    scan.noLetter = `0x${byte.toString(16)} at line ${scan.line}, byte ${at}`;
  }
}

/** Goes on through the next bytes; a fault ends it. */
function scanBytes(scan: Scan, bytes: Uint8Array): { fault: object } | null {
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (byte >= 0x80) {
      scanLetter(scan, byte, scan.position + at);
      continue;
    }
    if (scan.utf8Due > 0) scan.utf8Due = -1;
    if (byte === quote) {
      scan.isQuoted = !scan.isQuoted;
    } else if (byte === newline) {
      scan.line += 1;
      if (scan.isQuoted) continue;
      const end = scan.position + at + 1;
      if (end - scan.recordBegin > longestRecord) return tooLong(scan.line - 1);
      scan.records += 1;
      scan.recordBegin = end;
    } else if (byte === 0) {
      return fault('nul-byte', `a NUL byte at line ${scan.line}, byte ${scan.position + at}`);
    }
  }
  scan.position += bytes.length;
  return scan.position - scan.recordBegin > longestRecord ? tooLong(scan.line) : null;
}

/** What is found wrong at a file's end. */
function faultAtEnd({ isQuoted, hasLetters, utf8Due, noLetter, line }: Scan) {
  if (isQuoted) return fault('quote-open', `a quote is open at the end, line ${line}`);
  if (hasLetters && utf8Due === 0) return fault('not-windows-1252', 'it is UTF-8');
  return noLetter === null ? null : fault('not-windows-1252', `${noLetter} is no letter of it`);
}

/**
 * Reads a file through once: how many rows it has after the header, its hash, and whether it can be
 * read as records of Windows-1252 at all. Memory stays at a chunk. `onward` is called between chunks.
 */
export async function inspectFile(file: FileHandle, onward: () => void): Promise<Inspected> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(chunkBytes);
  const scan: Scan = {
    ...{ position: 0, line: 1, records: 0, recordBegin: 0 },
    ...{ isQuoted: false, hasLetters: false, utf8Due: 0, noLetter: null },
  };
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, chunkBytes, scan.position);
    if (bytesRead === 0) break;
    const bytes = buffer.subarray(0, bytesRead);
    hash.update(bytes);
    const broken = scanBytes(scan, bytes);
    if (broken) return broken as ReturnType<typeof fault>;
    onward();
  }
  const records = scan.records + (scan.position > scan.recordBegin ? 1 : 0);
  return (
    faultAtEnd(scan) ?? { rows: Math.max(0, records - 1), sha256: hash.digest('hex'), fault: null }
  );
}

const headerBytes = 1024;

/** The first line of a file; null where it has none that can be the header of an export. */
export async function readHeader(file: FileHandle): Promise<string | null> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
  const [line, rest] = buffer.toString('latin1', 0, bytesRead).split('\n', 2);
  return rest === undefined ? null : (line ?? '').replace(/\r$/, '');
}
