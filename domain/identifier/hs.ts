const sixDigits = /^\d{6}$/;
const eightDigits = /^\d{8}$/;

/** Chapter 77 is kept empty by the Harmonized System; headings count from 01 in every chapter. */
function isInternational(code: string): boolean {
  const chapter = Number(code.slice(0, 2));
  return chapter >= 1 && chapter <= 97 && chapter !== 77 && code.slice(2, 4) !== '00';
}

function isNational(code: string): boolean {
  return code.startsWith('98') || code.startsWith('99');
}

/** Whether six digits can be a subheading of the Harmonized System: chapters 01-97 without 77. */
export function isHs6(text: string): boolean {
  return sixDigits.test(text) && isInternational(text);
}

/** Whether eight digits can be an ITC(HS) code, which has chapters 98 and 99 of its own. */
export function isHs8(text: string): boolean {
  return eightDigits.test(text) && (isInternational(text) || isNational(text));
}

/** Whether the text can be a tariff code of six or eight digits. Structure only, not existence. */
export function isHs(text: string): boolean {
  return isHs6(text) || isHs8(text);
}

/** The first two digits of a tariff code. */
export function hsChapter(code: string): string {
  return code.slice(0, 2);
}

/** The first four digits of a tariff code. */
export function hsHeading(code: string): string {
  return code.slice(0, 4);
}

/** The first six digits of a tariff code, the same in every country of one HS edition. */
export function hsSubheading(code: string): string {
  return code.slice(0, 6);
}
