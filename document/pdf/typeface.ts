import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
// fontkit's Indic shaping is compiled to generators and throws without this runtime.
import 'regenerator-runtime/runtime.js';
import fontkit, { type Glyph } from '@pdf-lib/fontkit';
import { subsetFont } from './subset-font.ts';

export const weights = ['regular', 'bold'] as const;
export type Weight = (typeof weights)[number];

/** A glyph in its place; measures are in thousandths of the type size. */
export type PlacedGlyph = {
  glyph: number;
  codePoints: number[];
  advance: number;
  offset: { x: number; y: number };
};

export type Typeface = {
  weight: Weight;
  postscriptName: string;
  /** Thousandths of the type size. */
  metrics: { ascent: number; descent: number; capHeight: number; box: number[] };
  /** Glyph of a character without regard to its neighbours; undefined when the font has none. */
  glyphOf: (codePoint: number) => number | undefined;
  advanceOf: (glyph: number) => number;
  /** Full shaping: slow, for scripts whose letters change with their neighbours. */
  shape: (text: string) => PlacedGlyph[];
  /** A font program of these glyphs alone, numbered from 1 in the order given; 0 is .notdef. */
  subset: (glyphs: readonly number[]) => Uint8Array;
};

const files: Record<Weight, string> = {
  regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
};

/** Words are measured several times before they are drawn, and names come back. */
const rememberedShapes = 1000;

const parsed: Partial<Record<Weight, Typeface>> = {};

/** Noto Sans: Latin, Greek, Cyrillic and Devanagari in one face. Parsed once. */
export function typeface(weight: Weight): Typeface {
  parsed[weight] ??= parse(weight);
  return parsed[weight];
}

function parse(weight: Weight): Typeface {
  const file = readFileSync(fileURLToPath(import.meta.resolve(files[weight])));
  const font = fontkit.create(file);
  const scaled = (units: number) => Math.round((units * 1000) / font.unitsPerEm);
  const advances = new Map<number, number>();
  const shapes = new Map<string, PlacedGlyph[]>();
  return {
    weight,
    postscriptName: font.postscriptName ?? 'NotoSans',
    metrics: {
      ascent: scaled(font.ascent),
      descent: scaled(font.descent),
      capHeight: scaled(font.capHeight),
      box: [font.bbox.minX, font.bbox.minY, font.bbox.maxX, font.bbox.maxY].map(scaled),
    },
    glyphOf: (codePoint) =>
      font.hasGlyphForCodePoint(codePoint) ? idOf(font.glyphForCodePoint(codePoint)) : undefined,
    advanceOf: (glyph) => {
      const known = advances.get(glyph);
      if (known !== undefined) return known;
      const advance = scaled(font.getGlyph(glyph).advanceWidth);
      advances.set(glyph, advance);
      return advance;
    },
    shape: (text) => {
      const known = shapes.get(text);
      if (known) return known;
      if (shapes.size >= rememberedShapes) shapes.clear();
      const run = font.layout(text);
      const placed = run.glyphs.map((glyph, index) => {
        const position = run.positions[index];
        return {
          glyph: idOf(glyph),
          codePoints: glyph.codePoints,
          advance: scaled(position?.xAdvance ?? 0),
          offset: { x: scaled(position?.xOffset ?? 0), y: scaled(position?.yOffset ?? 0) },
        };
      });
      shapes.set(text, placed);
      return placed;
    },
    subset: (glyphs) => subsetFont(file, glyphs),
  };
}

/** fontkit's type declarations leave out the glyph's number. */
function idOf(glyph: Glyph): number {
  return (glyph as Glyph & { id: number }).id;
}
