import { strFromU8, unzipSync, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';

/** Unpacked, all parts together: five hundred rows are a hundredth of it. */
const unpackedAtMost = 8 * 1024 * 1024;
const partsAtMost = 200;
/** What a table is read from; pictures, macros and links to elsewhere are not even unpacked. */
const needed =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/;

/** The parts of a workbook, unpacked within bounds whatever the archive says of itself. */
function partsOf(bytes: Uint8Array): Record<string, Uint8Array> | null {
  let parts = 0;
  let size = 0;
  const unpacked = unzipSync(bytes, {
    filter({ name, originalSize }) {
      parts += 1;
      if (parts > partsAtMost) throw new RangeError('too many parts');
      if (!needed.test(name)) return false;
      size += originalSize;
      if (size > unpackedAtMost) throw new RangeError('too large when unpacked');
      return true;
    },
  });
  const hasEntities = Object.values(unpacked).some((part) =>
    /<!(DOCTYPE|ENTITY)/i.test(strFromU8(part)),
  );
  return hasEntities || !unpacked['xl/workbook.xml'] ? null : unpacked;
}

/**
 * The first sheet of an XLSX workbook as text, cell by cell; numbers as they are written in the file.
 * Formulas are never worked out: of a cell that has one, what the spreadsheet last showed is read.
 * null when the file is none, or unpacks to more than a small sheet.
 */
export async function xlsxTable(bytes: Uint8Array): Promise<string[][] | null> {
  try {
    const parts = partsOf(bytes);
    if (!parts) return null;
    // Packed anew, its sizes are those that were counted.
    const clean = Buffer.from(zipSync(parts, { level: 0 }));
    const rows = await readSheet<string>(clean, 1, { parseNumber: (text) => text });
    return rows.map((row) =>
      row.map((cell) => (cell === null ? '' : cell instanceof Date ? dayOf(cell) : String(cell))),
    );
  } catch {
    return null;
  }
}

const dayOf = (day: Date): string =>
  Number.isNaN(day.getTime()) ? '' : day.toISOString().slice(0, 10);
