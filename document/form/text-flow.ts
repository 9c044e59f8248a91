import type { Lettering } from '../pdf/lettering.ts';
import type { Weight } from '../pdf/typeface.ts';
import type { Paragraph } from './form.ts';

/** A line of text as it will stand; `above` is the blank space over it. Points. */
export type Line = {
  text: string;
  size: number;
  weight: Weight;
  centred: boolean;
  tick: 'empty' | 'marked' | 'indented' | null;
  above: number;
};

const bodySize = 8.2;
export const leading = 1.22;
/** Room that a tick square takes before its text. */
export const tickIndent = 13;

/** Blanks of every kind are one space; other control characters are none of a form's business. */
const cleaned = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** Breaks paragraphs into lines no wider than `width`, every size times `scale`. */
export function breakLines(
  paragraphs: readonly Paragraph[],
  width: number,
  scale: number,
  lettering: Lettering,
): Line[] {
  return paragraphs.flatMap((paragraph) => {
    const size = (paragraph.size ?? bodySize) * scale;
    const weight = paragraph.bold ? 'bold' : 'regular';
    const room = ((width - (paragraph.tick ? tickIndent : 0)) * 1000) / size;
    return wrap(cleaned(paragraph.text), room, weight, lettering).map((text, index) => ({
      text,
      size,
      weight,
      centred: paragraph.centred ?? false,
      tick: paragraph.tick ? (index === 0 ? paragraph.tick : 'indented') : null,
      above: index === 0 ? (paragraph.above ?? 0) * scale : 0,
    }));
  });
}

/** `room` is in thousandths of the type size. */
function wrap(text: string, room: number, weight: Weight, lettering: Lettering): string[] {
  const blank = lettering.widthOf(' ', weight);
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const pieces = text.split(' ').flatMap((word) => fitting(word, room, weight, lettering));
  for (const { word, width } of pieces) {
    if (line !== '' && used + blank + width > room) {
      lines.push(line);
      line = word;
      used = width;
    } else {
      used += (line === '' ? 0 : blank) + width;
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

type Measured = { word: string; width: number };

/** A word with its width; one that is wider than the line in pieces that are not. */
function fitting(word: string, room: number, weight: Weight, lettering: Lettering): Measured[] {
  const measured = (piece: string) => ({ word: piece, width: lettering.widthOf(piece, weight) });
  const whole = measured(word);
  if (whole.width <= room) return [whole];
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of graphemes.segment(word)) {
    if (piece !== '' && lettering.widthOf(piece + segment, weight) > room) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece].map(measured);
}

export const heightOf = (lines: readonly Line[]) =>
  lines.reduce((height, line) => height + line.above + line.size * leading, 0);

const scales = [1, 0.92, 0.85, 0.78];

/**
 * Lines that go into a box, in smaller type where they must be; what has no room even so comes
 * back as `rest`, to be printed below the goods, where pages can be added.
 */
export function fitText(
  paragraphs: readonly Paragraph[],
  area: { width: number; height: number },
  lettering: Lettering,
): { lines: Line[]; rest: string } {
  let lines: Line[] = [];
  for (const scale of scales) {
    lines = breakLines(paragraphs, area.width, scale, lettering);
    if (heightOf(lines) <= area.height) return { lines, rest: '' };
  }
  const [pointer] = breakLines(
    [{ text: '(continued below the goods)', size: 6 }],
    area.width,
    1,
    lettering,
  );
  const tail = pointer ? [pointer] : [];
  let kept = lines.length - 1;
  while (kept > 0 && heightOf([...lines.slice(0, kept), ...tail]) > area.height) kept -= 1;
  return {
    lines: [...lines.slice(0, kept), ...tail],
    rest: lines
      .slice(kept)
      .map(({ text }) => text)
      .join(' '),
  };
}
