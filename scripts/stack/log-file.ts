import fs from 'node:fs';
import path from 'node:path';

const rotateAboveBytes = 20_000_000;

/** Opens a log for appending; one that has grown large is set aside first, the last one kept. */
export function openLog(file: string): number {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > rotateAboveBytes) {
    fs.renameSync(file, `${file}.1`);
  }
  return fs.openSync(file, 'a', 0o600);
}

/** What a log holds from a byte offset on, at most its last megabyte. */
export function tail(file: string, offset: number): string {
  const log = fs.openSync(file, 'r');
  try {
    const { size } = fs.fstatSync(log);
    const from = Math.max(offset, size - 1_000_000);
    const bytes = Buffer.alloc(Math.max(0, size - from));
    fs.readSync(log, bytes, 0, bytes.length, from);
    return bytes.toString('utf8');
  } finally {
    fs.closeSync(log);
  }
}
