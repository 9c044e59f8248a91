import { isIndianStateCode } from './indian-state.ts';
import { isPan } from './pan.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const shape = /^\d{2}[0-9A-Z]{13}$/;
const firstFourteen = /^[0-9A-Z]{14}$/;

/**
 * The fifteenth character that belongs to the first fourteen of a GSTIN, or null when the text is
 * not fourteen digits and capital letters. Weights 1 and 2 by turns, in base 36.
 */
export function gstinCheckCharacter(text: string): string | null {
  if (!firstFourteen.test(text)) return null;
  let sum = 0;
  for (const [index, character] of [...text].entries()) {
    const product = alphabet.indexOf(character) * (index % 2 === 0 ? 1 : 2);
    sum += Math.floor(product / 36) + (product % 36);
  }
  return alphabet.charAt((36 - (sum % 36)) % 36);
}

/**
 * Whether the text can be a GST identification number: a state code, a right check character and,
 * for a normal taxpayer (fourteenth character Z), a PAN in the middle. Deductors and collectors of
 * tax hold numbers built on a TAN, whose fourteenth character is another letter.
 */
export function isGstin(text: string): boolean {
  return (
    shape.test(text) &&
    isIndianStateCode(text.slice(0, 2)) &&
    (text.charAt(13) !== 'Z' || isPan(text.slice(2, 12))) &&
    gstinCheckCharacter(text.slice(0, 14)) === text.charAt(14)
  );
}

/** The PAN inside a GSTIN, or null when the text is no GSTIN or is not built on a PAN. */
export function panOfGstin(text: string): string | null {
  const holder = text.slice(2, 12);
  return isGstin(text) && isPan(holder) ? holder : null;
}
