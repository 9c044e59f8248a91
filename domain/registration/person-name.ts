/** Forms of address that authorities and registers put before a name, or leave out. */
const titles = new Set(['MR', 'MRS', 'MS', 'MISS', 'SHRI', 'SHRIMATI', 'SMT', 'KUM', 'DR', 'PROF']);

/** The words of a name in capitals, without punctuation. */
function wordsOf(name: string): string[] {
  return name
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .split(' ')
    .filter((word) => word !== '');
}

function withoutTitles(words: string[]): string[] {
  const first = words.findIndex((word) => !titles.has(word));
  return first < 0 ? words : words.slice(first);
}

const sameWords = (a: string[], b: string[]) =>
  a.length > 0 && (a.join('') === b.join('') || a.toSorted().join(' ') === b.toSorted().join(' '));

/**
 * Whether two texts are one person's name, with or without titles before it: the same words in any
 * order, or the same letters in the same order, as with "Anil Kumar" and "Anilkumar". No word may
 * be missing, shortened or spelt differently: what is merely like a director's name may be
 * somebody else's.
 */
export function samePerson(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  return sameWords(a, b) || sameWords(withoutTitles(a), withoutTitles(b));
}
