import sharp from 'sharp';
import { removeBackground } from '../../document/image.ts';
import type { Storage } from '../../gateways/storage.ts';

const escaped = (text: string) => text.replace(/[&<>"]/g, (one) => `&#${one.codePointAt(0)};`);

/** Drawn on paper-white, as a scan would be, so that the product's own removal is what clears it. */
async function keepScan(storage: Storage, svg: string): Promise<string> {
  const scan = await sharp(Buffer.from(svg)).flatten({ background: '#fdfcf8' }).png().toBuffer();
  return storage.put(await removeBackground(scan));
}

/** A round office stamp; gives its storage key. */
export function keepStamp(storage: Storage, agency: string, place: string): Promise<string> {
  const name = escaped(agency.toUpperCase());
  return keepScan(
    storage,
    `<svg xmlns="http://www.w3.org/2000/svg" width="420" height="420" viewBox="-210 -210 420 420">
      <g fill="none" stroke="#27358f"><circle r="198" stroke-width="7"/><circle r="128" stroke-width="4"/></g>
      <path id="ring" d="M-152 0a152 152 0 1 1 304 0a152 152 0 1 1-304 0" fill="none"/>
      <g fill="#27358f" font-family="Noto Sans, DejaVu Sans, sans-serif" text-anchor="middle">
        <text font-size="27" font-weight="600"><textPath href="#ring" startOffset="25%" textLength="${Math.min(430, name.length * 19)}">${name}</textPath></text>
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
