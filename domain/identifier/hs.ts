const sixDigits = /^\d{6}$/;
const eightDigits = /^\d{8}$/;

/** Chapter 77 is kept empty by the Harmonized System; headings count from 01 in every chapter. */
const isInternational = (code: string): boolean => {
  const chapter = Number(code.slice(0, 2));
  return chapter >= 1 && chapter <= 97 && chapter !== 77 && code.slice(2, 4) !== '00';
};

const isNational = (code: string): boolean => code.startsWith('98') || code.startsWith('99');

/** Whether six digits can be a subheading of the Harmonized System: chapters 01-97 without 77. */
export const isHs6 = (text: string): boolean => sixDigits.test(text) && isInternational(text);

/** Whether eight digits can be an ITC(HS) code, which has chapters 98 and 99 of its own. */
export const isHs8 = (text: string): boolean =>
  eightDigits.test(text) && (isInternational(text) || isNational(text));

/** Whether the text can be a tariff code of six or eight digits. Structure only, not existence. */
export const isHs = (text: string): boolean => isHs6(text) || isHs8(text);

/** The first two digits of a tariff code. */
export const hsChapter = (code: string): string => code.slice(0, 2);

/** The first four digits of a tariff code. */
export const hsHeading = (code: string): string => code.slice(0, 4);

/** The first six digits of a tariff code, the same in every country of one HS edition. */
export const hsSubheading = (code: string): string => code.slice(0, 6);
