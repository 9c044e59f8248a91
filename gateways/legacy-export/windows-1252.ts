/** What 0x80 to 0x9F are in Windows-1252; a blank: no letter. */
const letters = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

const undefinedBytes = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** Whether a byte stands for a letter in Windows-1252. */
export const isWindows1252 = (byte: number): boolean => !undefinedBytes.has(byte);

const different = /[\x80-\x9f]/g;

/** Text of Windows-1252 bytes that were read as Latin-1. */
export const fromLatin1 = (text: string): string =>
  text.replace(different, (character) => letters.charAt(character.charCodeAt(0) - 0x80));
