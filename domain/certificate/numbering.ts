import { checkCharacter } from './check-character.ts';

/** What a certificate number says. `serial` counts without gaps per office and year, from 1. */
type NumberParts = { agency: string; office: string; year: number; serial: number };

const codeForm = /^[A-Z0-9]{1,20}$/;
const numberForm = /^([A-Z0-9]{1,20})-([A-Z0-9]{1,20})-(\d{4})-(\d{7})-([A-Z0-9])$/;
const largestSerial = 9_999_999;

/**
 * Writes a number such as `EIC-MUMBAI-2026-0000017-X`: agency, office, year of issue, serial of
 * seven digits, check character over all of it without the hyphens. Throws a RangeError on parts
 * that do not fit.
 */
export function formatCertificateNumber({ agency, office, year, serial }: NumberParts): string {
  const fits =
    codeForm.test(agency) &&
    codeForm.test(office) &&
    Number.isInteger(year) &&
    year >= 1000 &&
    year <= 9999 &&
    Number.isInteger(serial) &&
    serial >= 1 &&
    serial <= largestSerial;
  if (!fits) {
    throw new RangeError(`No certificate number from ${agency}, ${office}, ${year}, ${serial}`);
  }
  const parts = [agency, office, String(year), String(serial).padStart(7, '0')];
  return [...parts, checkCharacter(parts.join(''))].join('-');
}

const typed = (text: string) => text.replace(/\s/g, '').toUpperCase();

/** As the portal before eCoO 2.0 numbered: `EIC/2023/013/0127378A/00158794`. */
const legacyForm = /^[A-Z0-9]{2,10}\/\d{4}\/\d{3}\/\d{7}[A-Z]\/\d{8}$/;

/** Whether a number as it is kept is one of ours; any other came over from the earlier portal. */
export const isOwnNumber = (number: string): boolean => typedOwnNumber(number) !== null;

/** A number of the earlier portal, as a person types it, in the form in which what came over has it. */
export function typedLegacyNumber(text: string): string {
  return legacyForm.test(typed(text)) ? typed(text) : text.trim().toUpperCase();
}

/**
 * Why a text is no number of ours: it is one of the earlier portal, it has the form of ours but a
 * character is wrong, or it has another form. Says nothing of which numbers there are.
 */
export function numberFault(text: string): 'legacy' | 'mistyped' | 'malformed' {
  if (legacyForm.test(typed(text))) return 'legacy';
  return numberForm.test(typed(text)) ? 'mistyped' : 'malformed';
}

/**
 * A number of ours in the form in which it is kept, from what a person types: lower case and blanks
 * do not matter. null when it has another form, or when its check character says that it was mistyped.
 */
export function typedOwnNumber(text: string): string | null {
  const number = typed(text);
  const [, agency, office, year, serial, check] = numberForm.exec(number) ?? [];
  if (!agency || !office || !year || !serial || Number(serial) === 0) return null;
  return checkCharacter(`${agency}${office}${year}${serial}`) === check ? number : null;
}
