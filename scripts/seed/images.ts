import sharp from 'sharp';
import { removeBackground } from '../../document/image.ts';
import type { Storage } from '../../gateways/storage.ts';

const escaped = (text: string) => text.replace(/[&<>"]/g, (one) => `&#${one.codePointAt(0)};`);

/** Drawn on paper-white, as a scan would be, so that the product's own removal is what clears it. */
async function keepScan(storage: Storage, svg: string): Promise<string> {
  const scan = await sharp(Buffer.from(svg)).flatten({ background: '#fdfcf8' }).png().toBuffer();
  return storage.put(await removeBackground(scan));
}

/** Letters set along the upper arc of a stamp, each turned by itself: not every renderer knows text paths. */
function ring(name: string): string {
  const step = Math.min(11, 250 / name.length);
  return [...name]
    .map((letter, index) => {
      const angle = (index - (name.length - 1) / 2) * step;
      return `<text transform="rotate(${angle}) translate(0 -150)">${escaped(letter)}</text>`;
    })
    .join('');
}

/** A round office stamp; gives its storage key. */
export function keepStamp(storage: Storage, agency: string, place: string): Promise<string> {
  return keepScan(
    storage,
    `<svg xmlns="http://www.w3.org/2000/svg" width="420" height="420" viewBox="-210 -210 420 420">
      <g fill="none" stroke="#27358f"><circle r="198" stroke-width="7"/><circle r="128" stroke-width="4"/></g>
      <g fill="#27358f" font-family="Noto Sans, DejaVu Sans, sans-serif" text-anchor="middle">
        <g font-size="24" font-weight="600">${ring(agency.toUpperCase())}</g>
        <text font-size="34" font-weight="700" y="4">${escaped(place.toUpperCase())}</text>
        <text font-size="20" y="40">DEMONSTRATION</text>
      </g></svg>`,
  );
}

/** A handwritten-looking signature; gives its storage key. */
export function keepSignature(storage: Storage, name: string): Promise<string> {
  const waves = [...name].map((letter, index) => {
    const height = 20 + ((letter.codePointAt(0) ?? 0) % 45);
    return `q 9 ${index % 2 ? height : -height} 18 0`;
  });
  return keepScan(
    storage,
    `<svg xmlns="http://www.w3.org/2000/svg" width="420" height="150" viewBox="0 0 420 150">
      <path d="M 30 85 q 18 -88 34 -12 ${waves.join(' ')} q 40 30 ${Math.max(20, 280 - waves.length * 18)} -26" fill="none" stroke="#1b2a6b" stroke-width="4.5" stroke-linecap="round"/>
    </svg>`,
  );
}
