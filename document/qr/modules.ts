import { create } from 'qrcode';

/** The squares of a QR code; true is dark. */
export type QrModules = { side: number; dark: (row: number, column: number) => boolean };

/** 97 modules: in the 40 mm that forms give the code, each is still wider than 0.4 mm. */
const largestVersion = 20;

/**
 * Draws the text at error correction M: the address as bytes, the digits as digits. Throws a
 * RangeError when the text needs more than version 20.
 */
export function qrModules(text: string): QrModules {
  const digitsAt = text.indexOf('#') + 1;
  const segments = [
    { data: Buffer.from(text.slice(0, digitsAt)), mode: 'byte' },
    { data: text.slice(digitsAt), mode: 'numeric' },
  ] as const;
  const { version, modules } = create(
    segments.filter(({ data }) => data.length > 0).map((segment) => ({ ...segment })),
    // Trying all eight masks takes ten times as long, and signed digits look random under any.
    { errorCorrectionLevel: 'M', maskPattern: 3 },
  );
  if (version > largestVersion) throw new RangeError(`the QR code needs version ${version}`);
  return { side: modules.size, dark: (row, column) => modules.get(row, column) === 1 };
}
