import { deflateSync } from 'node:zlib';
import { toUnicodeMap } from './to-unicode.ts';
import { type Typeface, typeface, type Weight } from './typeface.ts';

/** A set of glyphs of one face, ready to be embedded; codes are positions in it. */
export type Alphabet = {
  typeface: Typeface;
  /** Six letters that PDF wants before the name of a subset. */
  tag: string;
  /** Thousandths of the type size, by code. */
  widths: number[];
  /** zlib-compressed TrueType program and ToUnicode map. */
  program: Uint8Array;
  programLength: number;
  toUnicode: Uint8Array;
};

export type StandingAlphabet = Alphabet & { codeOf: ReadonlyMap<number, number> };

/**
 * Subsetting a font costs more than all the rest of a certificate, so the letters that certificates
 * are made of are subset once for the whole process: Latin with every accent of Europe, Turkey and
 * Viet Nam, and punctuation.
 */
const standingRanges = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x1a0, 0x1b0],
  [0x218, 0x21b],
  [0x1e80, 0x1e85],
  [0x1ea0, 0x1ef9],
  [0x2010, 0x2026],
  [0x2030, 0x203a],
  [0x20ac, 0x20ac],
  [0x20b9, 0x20b9],
  [0x2116, 0x2122],
] as const;

const standing: Partial<Record<Weight, StandingAlphabet>> = {};

export function standingAlphabet(weight: Weight): StandingAlphabet {
  standing[weight] ??= makeStanding(typeface(weight));
  return standing[weight];
}

function makeStanding(face: Typeface): StandingAlphabet {
  const codeOf = new Map<number, number>();
  const glyphs = new Map<number, number[]>();
  for (const [first, last] of standingRanges) {
    for (let codePoint = first; codePoint <= last; codePoint++) {
      const glyph = face.glyphOf(codePoint);
      if (glyph === undefined) continue;
      if (!glyphs.has(glyph)) glyphs.set(glyph, [codePoint]);
      codeOf.set(codePoint, [...glyphs.keys()].indexOf(glyph) + 1);
    }
  }
  return { ...makeAlphabet(face, glyphs, 'COOAAA'), codeOf };
}

/** `glyphs` maps each glyph to the characters it stands for; its order gives the codes, from 1. */
export function makeAlphabet(
  face: Typeface,
  glyphs: ReadonlyMap<number, number[]>,
  tag: string,
): Alphabet {
  const ids = [...glyphs.keys()];
  const program = face.subset(ids);
  return {
    typeface: face,
    tag,
    widths: [0, ...ids].map((glyph) => face.advanceOf(glyph)),
    program: deflateSync(program, { level: 9 }),
    programLength: program.length,
    toUnicode: deflateSync(toUnicodeMap([...glyphs.values()])),
  };
}
