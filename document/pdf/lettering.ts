import { type Alphabet, makeAlphabet, standingAlphabet } from './alphabet.ts';
import { type PlacedGlyph, type Typeface, type Weight, weights } from './typeface.ts';

/** A character that the certificate's font has no letter for. */
export class UnprintableText extends Error {
  override name = 'UnprintableText';
}

/** Letters for one document: measures text, turns it into operators, remembers what it used. */
export type Lettering = {
  /** Thousandths of the type size. */
  widthOf: (text: string, weight: Weight) => number;
  /** Operators that select the font and show the text. Throws `UnprintableText`. */
  show: (text: string, weight: Weight, size: number) => string;
  /** The fonts to embed, by resource name; call it when all is written. */
  alphabets: () => Map<string, Alphabet>;
};

type Supplement = { resource: string; codes: Map<number, number>; glyphs: Map<number, number[]> };

const spelled: string[] = [];
/** A glyph's two-byte code as a PDF string spells it. */
function hex4(code: number): string {
  spelled[code] ??= code.toString(16).padStart(4, '0');
  return spelled[code];
}
const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');

export function makeLettering(): Lettering {
  const regular = standingAlphabet('regular');
  const bold = standingAlphabet('bold');
  const standing = { regular, bold };
  const resources = { regular: 'R', bold: 'B' };
  const supplements: Partial<Record<Weight, Supplement>> = {};

  const words = (text: string) => text.split(/(?<= )|(?= )/u);

  // No standing letter is of two UTF-16 units, and no half of such a one is a standing letter.
  function standingCodes(word: string, weight: Weight): string | null {
    const { codeOf } = standing[weight];
    let codes = '';
    for (let at = 0; at < word.length; at++) {
      const code = codeOf.get(word.charCodeAt(at));
      if (code === undefined) return null;
      codes += hex4(code);
    }
    return codes;
  }

  function standingWidth(word: string, weight: Weight): number | null {
    const { codeOf, widths } = standing[weight];
    let width = 0;
    for (let at = 0; at < word.length; at++) {
      const code = codeOf.get(word.charCodeAt(at));
      if (code === undefined) return null;
      width += widths[code] ?? 0;
    }
    return width;
  }

  function supplementOf(weight: Weight): Supplement {
    supplements[weight] ??= {
      resource: `${resources[weight]}x`,
      codes: new Map(),
      glyphs: new Map(),
    };
    return supplements[weight];
  }

  function codeIn(supplement: Supplement, placed: PlacedGlyph): number {
    const known = supplement.codes.get(placed.glyph);
    if (known !== undefined) return known;
    const code = supplement.codes.size + 1;
    supplement.codes.set(placed.glyph, code);
    supplement.glyphs.set(placed.glyph, placed.codePoints);
    return code;
  }

  function showShaped(word: string, weight: Weight, size: number): string {
    const supplement = supplementOf(weight);
    const face = standing[weight].typeface;
    const glyphs = shaped(word, face)
      .map((placed) => {
        const code = hex4(codeIn(supplement, placed));
        const { x, y } = placed.offset;
        const after = face.advanceOf(placed.glyph) + x - placed.advance;
        const shown = `[${x === 0 ? '' : -x}<${code}>${after === 0 ? '' : after}]TJ`;
        return y === 0 ? shown : `${(y * size) / 1000} Ts ${shown} 0 Ts`;
      })
      .join(' ');
    // Glyphs stand in the order of the eye; whoever copies or searches gets the order of speech.
    return `/Span <</ActualText <feff${utf16(word)}>>> BDC ${glyphs} EMC`;
  }

  return {
    widthOf(text, weight) {
      const { typeface } = standing[weight];
      const whole = standingWidth(text, weight);
      if (whole !== null) return whole;
      let width = 0;
      for (const word of words(text)) {
        const known = standingWidth(word, weight);
        if (known !== null) width += known;
        else for (const placed of shaped(word, typeface)) width += placed.advance;
      }
      return width;
    },
    show(text, weight, size) {
      const whole = standingCodes(text, weight);
      const select = (resource: string) => `/${resource} ${size} Tf`;
      if (whole !== null) return `${select(resources[weight])} <${whole}> Tj`;
      return words(text)
        .map((word) => {
          const codes = standingCodes(word, weight);
          return codes !== null
            ? `${select(resources[weight])} <${codes}> Tj`
            : `${select(supplementOf(weight).resource)} ${showShaped(word, weight, size)}`;
        })
        .join(' ');
    },
    alphabets() {
      const used = new Map<string, Alphabet>([
        [resources.regular, regular],
        [resources.bold, bold],
      ]);
      for (const weight of weights) {
        const supplement = supplements[weight];
        if (!supplement) continue;
        const face = standing[weight].typeface;
        used.set(supplement.resource, makeAlphabet(face, supplement.glyphs, 'COOBBB'));
      }
      return used;
    },
  };
}

function shaped(word: string, face: Typeface): PlacedGlyph[] {
  const placed = face.shape(word);
  if (placed.some(({ glyph }) => glyph === 0)) {
    const missing = Array.from(word).find((c) => face.glyphOf(c.codePointAt(0) ?? 0) === undefined);
    throw new UnprintableText(
      `the certificate cannot print the character "${missing ?? word}"; write it in Latin letters`,
    );
  }
  return placed;
}
