import sharp from 'sharp';

/** A round office stamp as it comes from a scanner: violet ink on paper that is not quite white. */
export function scannedStamp(): Promise<Uint8Array> {
  return scan(`<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600">
    <rect width="600" height="600" fill="#f4f2ec"/>
    <g fill="none" stroke="#3b3a8f" stroke-width="9">
      <circle cx="300" cy="300" r="240"/><circle cx="300" cy="300" r="225" stroke-width="3"/>
      <circle cx="300" cy="300" r="150" stroke-width="4"/>
      <path d="M300 180 L330 262 L417 262 L347 314 L373 397 L300 347 L227 397 L253 314 L183 262 L270 262 Z" stroke-width="6"/>
    </g>
    <defs><path id="arc" d="M300 300 m-180 0 a180 180 0 1 1 360 0"/></defs>
    <text font-family="sans-serif" font-size="38" fill="#3b3a8f" letter-spacing="5"><textPath href="#arc">ISSUING OFFICE MUMBAI</textPath></text>
  </svg>`);
}

/** A signature in blue ink. */
export function scannedSignature(): Promise<Uint8Array> {
  return scan(`<svg xmlns="http://www.w3.org/2000/svg" width="700" height="260">
    <rect width="700" height="260" fill="#fbfaf6"/>
    <g fill="none" stroke="#1b2f78" stroke-width="7" stroke-linecap="round">
      <path d="M60 200 C120 20 160 20 170 190 M90 140 C140 120 170 120 200 130"/>
      <path d="M200 180 C230 90 260 110 250 180 C300 80 320 120 310 180 C360 70 390 130 370 180 C420 90 450 110 440 175"/>
      <path d="M440 175 C500 110 540 90 560 150 C575 190 520 215 500 185 C470 140 600 100 660 120"/>
      <path d="M120 225 C300 205 480 205 640 215" stroke-width="4"/>
    </g>
  </svg>`);
}

async function scan(svg: string): Promise<Uint8Array> {
  return sharp(Buffer.from(svg)).flatten({ background: '#f4f2ec' }).png().toBuffer();
}
