import { type PDFContext, type PDFRef, PDFString } from 'pdf-lib';
import type { Alphabet } from './alphabet.ts';

/** Embeds an alphabet as a composite font with two-byte codes (ISO 32000-1, 9.7). */
export function embedFont(context: PDFContext, alphabet: Alphabet): PDFRef {
  const { metrics, postscriptName, weight } = alphabet.typeface;
  const name = `${alphabet.tag}+${postscriptName}`;
  const program = context.register(
    context.stream(alphabet.program, {
      Length1: alphabet.programLength,
      Filter: 'FlateDecode',
    }),
  );
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: name,
      // Symbolic: the codes are glyph numbers, no character set is claimed.
      Flags: 4,
      FontBBox: metrics.box,
      ItalicAngle: 0,
      Ascent: metrics.ascent,
      Descent: metrics.descent,
      CapHeight: metrics.capHeight,
      StemV: weight === 'bold' ? 120 : 80,
      FontFile2: program,
    }),
  );
  const descendant = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: name,
      CIDToGIDMap: 'Identity',
      CIDSystemInfo: {
        Registry: PDFString.of('Adobe'),
        Ordering: PDFString.of('Identity'),
        Supplement: 0,
      },
      FontDescriptor: descriptor,
      DW: alphabet.widths[0] ?? 0,
      W: [0, alphabet.widths],
    }),
  );
  return context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: name,
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: context.register(context.stream(alphabet.toUnicode, { Filter: 'FlateDecode' })),
    }),
  );
}
