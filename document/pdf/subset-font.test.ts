import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fontkit from '@pdf-lib/fontkit';
import { expect, test } from 'vitest';
import { subsetFont } from './subset-font.ts';

const name = '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf';
const file = readFileSync(fileURLToPath(import.meta.resolve(name)));
const whole = fontkit.create(file);
const idOf = (character: string) =>
  (whole.glyphForCodePoint(character.codePointAt(0) ?? 0) as unknown as { id: number }).id;

test('every letter keeps its outline and its width, accented ones too', () => {
  const letters = Array.from('AgQ0ñüžếĐ€—“क्षप्र');
  const ids = letters.map(idOf);
  const subset = fontkit.create(subsetFont(file, ids));
  for (const [index, id] of ids.entries()) {
    const copy = subset.getGlyph(index + 1);
    const original = whole.getGlyph(id);
    expect(copy.path.toSVG(), letters[index]).toBe(original.path.toSVG());
    expect(copy.advanceWidth).toBe(original.advanceWidth);
  }
});

test('a subset holds .notdef, the glyphs asked for and their components, nothing else', () => {
  const subset = fontkit.create(subsetFont(file, [idOf('ü')]));
  expect(subset.numGlyphs).toBeLessThanOrEqual(4);
});
