/** What JavaScript names by a letter and others' regular expressions do not, as ranges. */
const classes: Record<string, string> = {
  '\\p{Cc}': '\\u0000-\\u001f\\u007f-\\u009f',
  // Half characters cannot stand in JSON that is sent in UTF-8.
  '\\p{Cs}': '',
  '\\p{Co}': '\\ue000-\\uf8ff',
};

/**
 * A pattern as the generator prints it, in the words that every reader of JSON Schema knows: without
 * JavaScript's flags, and with ranges in place of classes. Throws where that would change its meaning.
 */
export function portablePattern(printed: string): string {
  const [, source = '', flags = ''] = /^(.*?)(?:\/([a-z]+))?$/s.exec(printed) ?? [];
  const plain = source.replaceAll(/\\p\{\w+\}/g, (name) => classes[name] ?? name);
  if (!/^u?$/.test(flags) || /\\[pP]\{/.test(plain)) {
    throw new Error(`the pattern ${printed} cannot be told to readers of the OpenAPI document`);
  }
  return plain;
}

/** The generator says of what may be null that it must be that thing and may be null: never null. */
function mayBeNull(schema: object): object {
  if (!('allOf' in schema) || !Array.isArray(schema.allOf)) return schema;
  const { allOf, ...rest } = schema;
  const [named, nullable, ...more] = allOf;
  const isNullable = Array.isArray(nullable?.type) && nullable.type.includes('null');
  if (!named?.$ref || !isNullable || more.length > 0) return schema;
  return { ...rest, anyOf: [named, { type: 'null' }] };
}

/** A document in JSON Schema as everybody reads it, where the generator's is not. */
export const inPlainJsonSchema = <Document>(document: Document): Document =>
  JSON.parse(JSON.stringify(document), (key, value) => {
    if (key === 'pattern' && typeof value === 'string') return portablePattern(value);
    return typeof value === 'object' && value !== null ? mayBeNull(value) : value;
  });
