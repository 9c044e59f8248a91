import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';

/** What a manifest says of a file. */
export type FileEntry = { rows: number; sha256: string };

/** A file of the export while it is being written. */
export type PsvFile = {
  name: string;
  /** One row; values are quoted where they need it. */
  row: (values: readonly (string | number)[]) => void;
  close: () => FileEntry;
};

const flushAt = 64 * 1024;

/** Letters that Windows-1252 keeps where Latin-1 has control codes. */
const windows1252: Record<string, string> = { '’': '\x92', '“': '\x93', '”': '\x94' };

const quoted = (value: string): string =>
  /[|"\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

/** Begins a file: `|` between fields, CRLF, Windows-1252, column names first. Memory stays flat. */
export function openPsvFile(folder: string, name: string, columns: readonly string[]): PsvFile {
  const file = openSync(path.join(folder, name), 'w');
  const hash = createHash('sha256');
  let waiting = `${columns.join('|')}\r\n`;
  let rows = 0;
  const flush = () => {
    const text = waiting.replace(/[’“”]/g, (letter) => windows1252[letter] ?? letter);
    const bytes = Buffer.from(text, 'latin1');
    hash.update(bytes);
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    waiting = '';
  };
  return {
    name,
    row(values) {
      waiting += `${values.map((value) => quoted(String(value))).join('|')}\r\n`;
      rows += 1;
      if (waiting.length > flushAt) flush();
    },
    close() {
      flush();
      closeSync(file);
      return { rows, sha256: hash.digest('hex') };
    },
  };
}
