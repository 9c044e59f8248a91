const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const modulus = alphabet.length;

/*
 * ISO/IEC 7064, hybrid system MOD 37,36: catches every single wrong character and nearly
 * every swap of two neighbours.
 */
function product(text: string): number {
  let value = modulus;
  for (const character of text) {
    const position = alphabet.indexOf(character);
    if (position < 0) throw new RangeError(`No check character for ${JSON.stringify(text)}`);
    value = (((value + position) % modulus || modulus) * 2) % (modulus + 1);
  }
  return value;
}

/** The check character of a text of 0-9 and A-Z; throws a RangeError on any other character. */
export function checkCharacter(text: string): string {
  return alphabet.charAt((modulus + 1 - product(text)) % modulus);
}
