import { PDFContext, PDFDict, PDFName, type PDFObject, PDFObjectParser, PDFRef } from 'pdf-lib';

/** The bytes are not a PDF of the kind that this room writes. */
export class UnreadablePdf extends Error {
  override name = 'UnreadablePdf';
}

export type PdfReader = {
  trailer: PDFDict;
  /** Where the newest cross-reference table begins. */
  crossReferenceAt: number;
  /** One more than the highest object number. */
  size: number;
  object: (ref: PDFRef) => PDFObject;
  /** Follows a reference, if it is one, to a dictionary. Throws `UnreadablePdf`. */
  dictionary: (value: PDFObject | undefined) => PDFDict;
};

/**
 * Opens a PDF by its cross-reference tables and reads only the objects asked for: the whole file
 * need not be parsed to add a signature to it or to look into its attachment.
 */
export function openPdf(bytes: Uint8Array): PdfReader {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const context = PDFContext.create();
  const offsets = new Map<number, number>();
  const tail = file.subarray(-64).toString('latin1');
  const crossReferenceAt = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1] ?? Number.NaN);
  let newest: PDFDict | undefined;
  let next: number | undefined = crossReferenceAt;
  for (let section = 0; next !== undefined; section++) {
    if (section > 16) throw new UnreadablePdf('too many revisions');
    const trailer = readSection(file, next, offsets, context);
    newest ??= trailer;
    const previous = trailer.get(PDFName.of('Prev'));
    next = previous === undefined ? undefined : Number(previous.toString());
  }
  const trailer = newest;
  if (!trailer) throw new UnreadablePdf('there is no trailer');

  const object = (ref: PDFRef): PDFObject => {
    const at = offsets.get(ref.objectNumber);
    const head = `${ref.objectNumber} 0 obj`;
    if (at === undefined || file.toString('latin1', at, at + head.length) !== head) {
      throw new UnreadablePdf(`object ${ref.objectNumber} is not where the table says`);
    }
    return parse(file.subarray(at + head.length), context);
  };
  return {
    trailer,
    crossReferenceAt,
    size: Number(trailer.get(PDFName.of('Size'))?.toString()),
    object,
    dictionary(value) {
      const target = value instanceof PDFRef ? object(value) : value;
      if (!(target instanceof PDFDict)) throw new UnreadablePdf('a dictionary was expected');
      return target;
    },
  };
}

function readSection(
  file: Buffer,
  at: number,
  offsets: Map<number, number>,
  context: PDFContext,
): PDFDict {
  const trailerAt = Number.isSafeInteger(at) ? file.indexOf('trailer', at) : -1;
  const table = file.toString('latin1', at, Math.max(at, trailerAt)).split(/\s*\n/);
  if (trailerAt < 0 || table.shift() !== 'xref') throw new UnreadablePdf('there is no xref table');
  let number = 0;
  for (const line of table) {
    const [first = '', second = '', kind] = line.trim().split(' ');
    if (kind === undefined) number = Number(first);
    else {
      // Newer sections are read first, so what is known already stands.
      if (kind === 'n' && !offsets.has(number)) offsets.set(number, Number(first));
      number += 1;
    }
    if (second === '' && first !== '') throw new UnreadablePdf('the xref table is broken');
  }
  const trailer = parse(file.subarray(trailerAt + 'trailer'.length), context);
  if (!(trailer instanceof PDFDict)) throw new UnreadablePdf('the trailer is broken');
  return trailer;
}

function parse(bytes: Uint8Array, context: PDFContext): PDFObject {
  return PDFObjectParser.forBytes(bytes, context).parseObject();
}
