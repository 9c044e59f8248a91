import {
  type Place,
  plainLine,
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
export function lineWriter(file: ExportFile, known: Known): (row: Unstaged) => string {
  if (file === 'certificates.psv') return certificateWriter(known);
  if (file === 'items.psv') return itemWriter(known);
  const { read } = stagings[file];
  return (row) => {
    const staged = read(fieldsOf(row.text), { repaired: row.hasLetters });
    return stagedLine(row, staged, stagedValues(staged.values));
  };
}

function certificateWriter({ mayRepeat }: Known): (row: Unstaged) => string {
  const again = (number: string) => (mayRepeat(number) ? 't' : 'f');
  return (row) => {
    const plain = readPlainCertificate(row.text);
    if (plain) return plainLine(row, `${again(plain.number)}|${plain.number}${plain.rest}`);
    const staged = readCertificateRow(fieldsOf(row.text), { repaired: row.hasLetters });
    const number = staged.values[0] ?? '';
    return stagedLine(row, staged, `${again(number)}|${stagedValues(staged.values)}`);
  };
}

/**
 * Items of one certificate mostly follow each other, numbered upwards. What is not so, has a fault, or
 * has no certificate that is known here is marked as odd. Its number is kept where that is needed.
 */
function itemWriter({ find }: Known): (row: Unstaged) => string {
  let [number, serial, isApart]: [string | null, number, boolean] = [null, 0, false];
  let owner: Owner | null = null;
  function isOdd(ofNumber: string, ofSerial: number): boolean {
    if (ofNumber !== number) {
      [number, serial, owner] = [ofNumber, 0, find(ofNumber)];
      isApart = owner === null || owner.hasItems;
      if (owner) owner.hasItems = true;
    }
    const isNext = ofSerial > serial;
    serial = Math.max(serial, ofSerial);
    return isApart || !isNext;
  }
  const marked = (odd: boolean) => (owner ? `${owner.line}|${odd ? 't' : 'f'}|\\N` : `\\N|t|`);
  return (row) => {
    const plain = readPlainItem(row.text);
    if (plain) {
      const odd = isOdd(plain.number, plain.serial);
      return plainLine(row, `${marked(odd)}${owner ? '' : plain.number}${plain.rest}`);
    }
    const staged = readItemRow(fieldsOf(row.text), { repaired: row.hasLetters });
    const [ofNumber, ofSerial, ...rest] = staged.values;
    const odd = isOdd(ofNumber ?? '', Number(ofSerial ?? 0)) || staged.fault !== null;
    const kept = owner ? '' : stagedValues([ofNumber ?? '']);
    return stagedLine(
      row,
      staged,
      `${marked(odd)}${kept}|${stagedValues([ofSerial ?? null, ...rest])}`,
    );
  };
}
