/**
 * One text for one value, to be hashed and signed: keys sorted by UTF-16 code units, no blanks,
 * as RFC 8785. Stricter in two ways, so that nothing is lost unseen: a number must be a safe
 * integer, and undefined, functions and the like throw a TypeError instead of vanishing.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return canonicalString(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return canonicalInteger(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') return canonicalObject(value);
  throw new TypeError(`A ${typeof value} has no canonical JSON`);
}

/** Needs no escape. Nearly every text is so, and a verification writes some hundred of them. */
const plainText = /^[\w .,:/%+()[\]-]*$/;

function canonicalString(text: string): string {
  if (plainText.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('Text with half a character has no canonical JSON');
  return JSON.stringify(text);
}

function canonicalInteger(number: number): string {
  if (!Number.isSafeInteger(number)) throw new TypeError(`${number} has no canonical JSON`);
  return String(number === 0 ? 0 : number);
}

/** Without an order of its own, `sort` goes by UTF-16 code units. */
function canonicalObject(object: object): string {
  const members = object as Record<string, unknown>;
  let text = '';
  for (const key of Object.keys(members).sort()) {
    const comma = text === '' ? '' : ',';
    text += `${comma}${canonicalString(key)}:${canonicalJson(members[key])}`;
  }
  return `{${text}}`;
}
