import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutOut, type Pixels } from './image-cutout.ts';

type Sheet = { light: number; dark: number; angle: number; noise: number; ink: number };

const [width, height] = [240, 150];

/** A wavy stroke, seven dots wide. */
const isInk = (x: number, y: number) =>
  x > 30 && x < 210 && Math.abs(y - 75 - 30 * Math.sin(x / 17)) < 3.5;
const isNearInk = (x: number, y: number) =>
  [-2, 0, 2].some((dx) => [-2, 0, 2].some((dy) => isInk(x + dx, y + dy)));

/** Paper lit from one side, grainy, with the stroke on it as dark as a share of the paper there. */
function scan({ light, dark, angle, noise, ink }: Sheet): Pixels {
  const data = new Uint8Array(width * height * 4);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const along = 0.5 + ((x / width - 0.5) * cos + (y / height - 0.5) * sin) / 1.42;
      const grain = (((x * 7919 + y * 104_729) % 7) - 3) * noise;
      const paper = dark + (light - dark) * along + grain;
      const value = Math.round(isInk(x, y) ? paper * ink : paper);
      data.set([value, value, Math.min(255, value + 8), 255], (y * width + x) * 4);
    }
  }
  return { data, width, height };
}

const alphaAt = ({ data }: Pixels, x: number, y: number) => data[(y * width + x) * 4 + 3] ?? -1;

const sheets = fc.record({
  light: fc.integer({ min: 190, max: 250 }),
  dark: fc.integer({ min: 140, max: 190 }),
  angle: fc.double({ min: 0, max: 6.28, noNaN: true }),
  noise: fc.integer({ min: 0, max: 2 }),
  ink: fc.double({ min: 0.1, max: 0.45, noNaN: true }),
});

describe('R44 a scan on uneven grey paper', () => {
  test('comes out with every dot of paper transparent and every dot of ink kept', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const pixels = scan(sheet);
        const share = cutOut(pixels);
        expect(share).toBeGreaterThan(0.03);
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) {
            if (isInk(x, y)) expect(alphaAt(pixels, x, y)).toBeGreaterThan(230);
            else if (!isNearInk(x, y)) expect(alphaAt(pixels, x, y)).toBe(0);
          }
        }
      }),
      { numRuns: 12 },
    );
  });

  test('is blank when there is nothing but paper, however dark', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        expect(cutOut(scan({ ...sheet, ink: 1 }))).toBe(0);
      }),
      { numRuns: 12 },
    );
  });

  test('loses the dust that lies on the glass', () => {
    const pixels = scan({ light: 240, dark: 200, angle: 0, noise: 0, ink: 0.3 });
    const dust = [5, 5] as const;
    pixels.data.set([20, 20, 20, 255], (dust[1] * width + dust[0]) * 4);
    cutOut(pixels);
    expect(alphaAt(pixels, ...dust)).toBe(0);
  });

  test('keeps a filled emblem filled', () => {
    const pixels = scan({ light: 240, dark: 220, angle: 1, noise: 1, ink: 1 });
    for (let y = 40; y < 100; y++) {
      for (let x = 60; x < 120; x++) pixels.data.set([40, 50, 140, 255], (y * width + x) * 4);
    }
    cutOut(pixels);
    expect(alphaAt(pixels, 90, 70)).toBe(255);
    expect(alphaAt(pixels, 200, 130)).toBe(0);
  });
});
