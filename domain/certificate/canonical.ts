/**
 * One text for one value, to be hashed and signed: keys sorted by UTF-16 code units, no blanks,
 * as RFC 8785. Stricter in two ways, so that nothing is lost unseen: a number must be a safe
 * integer, and undefined, functions and the like throw a TypeError instead of vanishing.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number') return canonicalInteger(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') return canonicalObject(value);
  throw new TypeError(`A ${typeof value} has no canonical JSON`);
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('Text with half a character has no canonical JSON');
  return JSON.stringify(text);
}

function canonicalInteger(number: number): string {
  if (!Number.isSafeInteger(number)) throw new TypeError(`${number} has no canonical JSON`);
  return String(number === 0 ? 0 : number);
}

function canonicalObject(object: object): string {
  const members = Object.entries(object)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${canonicalString(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
