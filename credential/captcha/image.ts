import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit from '@pdf-lib/fontkit';
import sharp from 'sharp';
import { digitsOf, numbersFrom, type Question, secretOf } from './answer.ts';

const width = 260;
const height = 90;
const ink = '#1d2b53';

const pixels = 46;

/** Digits as outlines of our own typeface: a machine without fonts would draw nothing of a text. */
function readOutlines() {
  const file = createRequire(import.meta.url).resolve(
    '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
  );
  const font = fontkit.create(readFileSync(file));
  const paths = [...'0123456789'].map((digit) => font.layout(digit).glyphs[0]?.path.toSVG() ?? '');
  return { paths, scale: pixels / font.unitsPerEm };
}

let outlines: ReturnType<typeof readOutlines> | null = null;

/** A PNG of the question's digits, turned, shifted and crossed by lines; the same one each time. */
export async function imageOf(question: Question): Promise<Uint8Array> {
  outlines ??= readOutlines();
  const next = numbersFrom(secretOf(question, 'image'));
  const between = (low: number, high: number) =>
    Math.round((low + next() * (high - low)) * 10) / 10;
  const { paths, scale } = outlines;
  const digits = [...digitsOf(question)].map((digit, index) => {
    const size = scale * between(0.85, 1.15);
    const place = `translate(${between(18, 26) + index * 38} ${between(52, 72)})`;
    const turn = `rotate(${between(-22, 22)}) skewX(${between(-14, 14)}) scale(${size} ${-size})`;
    return `<path transform="${place} ${turn}" d="${paths[Number(digit)]}" fill="${ink}"/>`;
  });
  const lines = Array.from({ length: 5 }, () => {
    const [from, by, to] = [between(5, 85), between(-20, 110), between(5, 85)];
    return `<path d="M0 ${from} Q${between(60, 200)} ${by} ${width} ${to}" fill="none" stroke="${ink}" stroke-width="${between(1, 2.2)}"/>`;
  });
  const dots = Array.from({ length: 140 }, () => {
    const [x, y] = [between(0, width), between(0, height)];
    return `<circle cx="${x}" cy="${y}" r="${between(0.6, 1.5)}" fill="${ink}"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#f4f1e8"/>${digits.join('')}${lines.join('')}${dots.join('')}</svg>`;
  return sharp(Buffer.from(svg)).png({ palette: true, colours: 16 }).toBuffer();
}
