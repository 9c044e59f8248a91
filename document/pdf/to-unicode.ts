const hex4 = (value: number) => value.toString(16).toUpperCase().padStart(4, '0');

const utf16 = (codePoints: number[]) =>
  Array.from(String.fromCodePoint(...codePoints), (character) =>
    Array.from({ length: character.length }, (_, i) => hex4(character.charCodeAt(i))).join(''),
  ).join('');

/** A ToUnicode CMap (ISO 32000-1, 9.10.3) for two-byte codes counted from 1. */
export function toUnicodeMap(characters: number[][]): string {
  const entries = characters.map((codePoints, i) => `<${hex4(i + 1)}> <${utf16(codePoints)}>`);
  const blocks: string[] = [];
  // A block may hold no more than 100 entries.
  for (let from = 0; from < entries.length; from += 100) {
    const block = entries.slice(from, from + 100);
    blocks.push(`${block.length} beginbfchar`, ...block, 'endbfchar');
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange',
    '<0000> <FFFF>',
    'endcodespacerange',
    ...blocks,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
  ].join('\n');
}
