import type { CopyText } from '../../db/copy-text.ts';
import {
  type Place,
  plainMark,
  stagedLine,
  stagedValues,
} from '../../db/queries/migration/staging.ts';
import {
  readCertificateRow,
  readPlainCertificate,
} from '../../domain/migration/certificate-row.ts';
import type { ExportFile } from '../../domain/migration/export-file.ts';
import { fieldsOf } from '../../domain/migration/fields.ts';
import { readItemRow, readPlainItem } from '../../domain/migration/item-row.ts';
import { stagings } from '../../domain/migration/staging.ts';
import type { Owner } from '../../gateways/legacy-export/certificate-window.ts';
import { type RecordChunk, recordAt } from '../../gateways/legacy-export/records.ts';

/** A row that is to be staged. */
export type Unstaged = Place & { text: string; hasLetters: boolean };

/** What is known of rows beyond themselves; whoever does not know says so, and the check looks. */
export type Known = {
  /** Whether a certificate's number may have come before. */
  mayRepeat: (number: string) => boolean;
  /** The certificate that items with a number belong to; null: not known. */
  find: (number: string) => Owner | null;
};

/** Writes rows of a file, one after the other, in the form in which they are copied to be staged. */
export type LineWriter = {
  /** Any row. */
  row: (row: Unstaged) => string;
  /** A row of a chunk, at little cost where it stands as it should. */
  record: (chunk: RecordChunk, at: number, out: CopyText) => void;
};

export function lineWriter(file: ExportFile, known: Known): LineWriter {
  if (file === 'certificates.psv') return certificateWriter(known);
  if (file === 'items.psv') return itemWriter(known);
  const { read } = stagings[file];
  const row = (one: Unstaged) => {
    const staged = read(fieldsOf(one.text), { repaired: one.hasLetters });
    return stagedLine(one, staged, stagedValues(staged.values));
  };
  return writerOf(row, () => false);
}

/** `plain` writes a record that stands as it should; false: `row` has to. */
const writerOf = (
  row: LineWriter['row'],
  plain: (...record: Parameters<LineWriter['record']>) => boolean,
): LineWriter => ({
  row,
  record(chunk, at, out) {
    if (!plain(chunk, at, out)) out.text(row(recordAt(chunk, at)));
  },
});

const [isSo, isNot, noParent] = [Buffer.from('t|'), Buffer.from('f|'), Buffer.from('\\N|')];
const [oddOfOwner, nextOfOwner] = [Buffer.from('t|\\N'), Buffer.from('f|\\N')];
const withoutOwner = Buffer.from('\\N|t|');

/** Begins the line of a record that stands as it should. */
function beginPlain({ begins, ends, lines, offset }: RecordChunk, at: number, out: CopyText): void {
  const begin = begins[at] as number;
  out.numbers(lines[at] as number, offset + begin, (ends[at] as number) - begin);
  out.few(plainMark);
}

function certificateWriter({ mayRepeat }: Known): LineWriter {
  const row = (one: Unstaged) => {
    const staged = readCertificateRow(fieldsOf(one.text), { repaired: one.hasLetters });
    const number = staged.values[0] ?? '';
    return stagedLine(
      one,
      staged,
      `${mayRepeat(number) ? 't' : 'f'}|${stagedValues(staged.values)}`,
    );
  };
  function plain(chunk: RecordChunk, at: number, out: CopyText): boolean {
    const { bytes, text } = chunk;
    const [begin, end] = [chunk.begins[at] as number, chunk.ends[at] as number];
    const read = readPlainCertificate(text, begin, end);
    if (!read) return false;
    const { numberEnd, amount, minorUnits, isCancelled, replaces, officer } = read;
    beginPlain(chunk, at, out);
    out.few(mayRepeat(text.slice(begin, numberEnd)) ? isSo : isNot);
    out.ascii(bytes, begin, amount);
    out.text(`${minorUnits}|`);
    out.few(isCancelled ? isSo : isNot);
    if (officer - replaces === 1) out.few(noParent);
    else out.ascii(bytes, replaces, officer);
    out.ascii(bytes, officer, end);
    out.endLine();
    return true;
  }
  return writerOf(row, plain);
}

/**
 * Items of one certificate mostly follow each other, numbered upwards. What is not so, has a fault, or
 * has no certificate that is known here is marked as odd. Its number is kept where that is needed.
 */
function itemWriter({ find }: Known): LineWriter {
  let [number, serial, isApart]: [string, number, boolean] = ['', 0, true];
  let owner: Owner | null = null;
  function turnTo(next: string): void {
    [number, serial, owner] = [next, 0, find(next)];
    isApart = owner === null || owner.hasItems;
    if (owner) owner.hasItems = true;
  }
  function isOdd(ofSerial: number): boolean {
    const isNext = ofSerial > serial;
    serial = Math.max(serial, ofSerial);
    return isApart || !isNext;
  }
  const marked = (odd: boolean) => (owner ? `${owner.line}|${odd ? 't' : 'f'}|\\N` : `\\N|t|`);
  const row = (one: Unstaged) => {
    const staged = readItemRow(fieldsOf(one.text), { repaired: one.hasLetters });
    const [ofNumber, ofSerial, ...rest] = staged.values;
    if (ofNumber !== number) turnTo(ofNumber ?? '');
    const odd = isOdd(Number(ofSerial ?? 0)) || staged.fault !== null;
    const kept = owner ? '' : stagedValues([ofNumber ?? '']);
    return stagedLine(
      one,
      staged,
      `${marked(odd)}${kept}|${stagedValues([ofSerial ?? null, ...rest])}`,
    );
  };
  function plain(chunk: RecordChunk, at: number, out: CopyText): boolean {
    const { bytes, text } = chunk;
    const [begin, end] = [chunk.begins[at] as number, chunk.ends[at] as number];
    const read = readPlainItem(text, begin, end);
    if (!read) return false;
    const { numberEnd, serial: ofSerial } = read;
    const isSame = numberEnd - begin === number.length && text.startsWith(number, begin);
    if (!isSame) turnTo(text.slice(begin, numberEnd));
    beginPlain(chunk, at, out);
    const odd = isOdd(ofSerial);
    if (owner) {
      out.numbers(owner.line);
      out.few(odd ? oddOfOwner : nextOfOwner);
    } else {
      out.few(withoutOwner);
      out.ascii(bytes, begin, numberEnd);
    }
    out.ascii(bytes, numberEnd, end);
    out.endLine();
    return true;
  }
  return writerOf(row, plain);
}
