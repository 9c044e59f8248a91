import { fieldsOf } from '../../domain/migration/fields.ts';
import { openRecollection } from '../../domain/migration/recollection.ts';
import { tidyCode } from '../../domain/migration/tidy.ts';
import { openExportFile } from './open-file.ts';
import { type RecordChunk, readRecords, recordAt } from './records.ts';

/** A certificate row whose number no row before it has. */
export type Owner = { line: number; hasItems: boolean };

/** What finds the certificates of items. */
export type CertificateWindow = {
  /** Reads on, so that those of the next items are known, where the files have one order. */
  advance: () => Promise<void>;
  /** The first row with the number, when it is near; null: whoever has them all has to look for it. */
  find: (number: string) => Owner | null;
  /** Reads to the end; the lines for which no item was found, and those that were not looked at. */
  end: () => Promise<number[]>;
  close: () => Promise<void>;
};

/** So many certificates are known before the items of the last one that was found, and after. */
const [ahead, behind] = [2_048, 4_096];

const quote = 34;

function numberAt(chunk: RecordChunk, at: number): string {
  const begin = chunk.begins[at] as number;
  const end = chunk.ends[at] as number;
  if (chunk.bytes[begin] === quote || chunk.letters[at] === 1) {
    return tidyCode({ repaired: false }, fieldsOf(recordAt(chunk, at).text)[0] ?? '');
  }
  const bar = chunk.text.indexOf('|', begin);
  const value = chunk.text.slice(begin, bar === -1 || bar > end ? end : bar);
  return tidyCode({ repaired: false }, value);
}

/**
 * Goes along certificates.psv while items.psv is read, since exports write the items of certificates in
 * the certificates' order. Memory stays at the window; where the order is another, little is found.
 */
export async function openCertificateWindow(
  directory: string,
  rows: number,
): Promise<CertificateWindow> {
  const file = await openExportFile(directory, 'certificates.psv');
  const records = typeof file === 'string' ? null : readRecords(file);
  const mayRepeat = openRecollection(rows);
  const itemless: number[] = [];
  let [older, newer] = [new Map<string, Owner>(), new Map<string, Owner>()];
  // The lines of the last that was read, and found.
  let [read, found, isDone] = [0, 0, false];

  function drop(owners: ReadonlyMap<string, Owner>): void {
    for (const { line, hasItems } of owners.values()) if (!hasItems) itemless.push(line);
  }
  async function readOn(): Promise<void> {
    const next = await records?.next();
    if (!next || next.done) {
      isDone = true;
      return;
    }
    const chunk = next.value;
    for (let at = 0; at < chunk.count; at += 1) {
      const line = chunk.lines[at] as number;
      if (line === 1) continue;
      read = line;
      const number = numberAt(chunk, at);
      if (number === '' || mayRepeat(number)) {
        itemless.push(line);
        continue;
      }
      newer.set(number, { line, hasItems: false });
    }
    if (newer.size < behind) return;
    drop(older);
    [older, newer] = [newer, new Map()];
  }
  return {
    async advance() {
      while (!isDone && read - found < ahead) await readOn();
    },
    find(number) {
      const owner = newer.get(number) ?? older.get(number) ?? null;
      if (owner) found = Math.max(found, owner.line);
      return owner;
    },
    async end() {
      while (!isDone) await readOn();
      drop(older);
      drop(newer);
      return itemless;
    },
    async close() {
      if (typeof file !== 'string') await file.close();
    },
  };
}
