import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as international from '@zxcvbn-ts/language-common';
import * as english from '@zxcvbn-ts/language-en';
import { longestPassword } from './password.ts';
import {
  type Advice,
  adviceOn,
  easilyGuessed,
  knownAboutYou,
  warnings,
} from './password-advice.ts';

/**
 * NIST SP 800-63B-4 3.1.1.2: fifteen characters where the password stands alone, eight where an
 * authenticator is asked for as well. There are no rules of composition; what counts is how many
 * guesses it takes.
 */
export const shortestPassword = { alone: 15, withSecondFactor: 8 } as const;

/** Where zxcvbn's score of 3 of 4 begins, which just misses eight random characters. */
const leastGuesses = 1e8;
/** So much is judged: zxcvbn takes seconds over long repetitions, and no tail makes a head weaker. */
const judgedCharacters = 64;
/** So many characters must be left when what is known about the person is taken out. */
const leastOfOwn = 8;

/** Words of this service, and of India, that people make passwords of; zxcvbn knows the English ones. */
const ofService = ['ecoo', 'dgft', 'certificate', 'origin', 'export', 'exporter', 'iec'];
const ofIndia = [
  'india',
  'bharat',
  'jaimatadi',
  'jaishreeram',
  'omsairam',
  'krishna',
  'पासवर्ड',
  'भारत',
];

let estimator: ZxcvbnFactory | undefined;

/** Its dictionaries take 24 MB and a moment: only processes that judge passwords load them. */
function estimate(password: string, words: readonly string[]) {
  estimator ??= new ZxcvbnFactory({
    dictionary: { ...international.dictionary, ...english.dictionary, india: ofIndia },
    graphs: international.adjacencyGraphs,
    l33tMaxSubstitutions: 20,
  });
  return estimator.check(password, [...words]);
}

const likenesses: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
};
const plain = (text: string) => text.normalize('NFKC').toLowerCase();
const unmasked = (text: string) =>
  plain(text).replace(/[01345@$]/g, (sign) => likenesses[sign] ?? sign);

/** The parts of names, addresses and numbers that are known about somebody, for the policy. */
export function knownWords(known: readonly (string | null | undefined)[]): string[] {
  const parts = known.flatMap((text) => plain(text ?? '').split(/[^\p{L}\p{M}\p{N}]+/u));
  return [...new Set([...parts, ...ofService])].filter((word) => word.length >= 3);
}

/** Whether what is known about the person is most of it, written plainly or with signs for letters. */
function isMadeOf(password: string, words: readonly string[]): boolean {
  const longestFirst = words.toSorted((one, other) => other.length - one.length);
  return [plain, unmasked].some((mask) => {
    const whole = mask(password);
    const rest = longestFirst.reduce((text, word) => text.replaceAll(mask(word), ' '), whole);
    const ownCharacters = rest.replace(/[^\p{L}\p{M}\p{N}]/gu, '').length;
    return rest !== whole && ownCharacters < leastOfOwn;
  });
}

export type PasswordVerdict =
  | { acceptable: true }
  | { acceptable: false; reasons: Advice[]; help: Advice[] };

const refused = (reason: Advice, help: Advice[]): PasswordVerdict => ({
  acceptable: false,
  reasons: [reason],
  help,
});

/**
 * Whether somebody may have this password; if not, why and what would help. `words` come from
 * `knownWords`. `secondFactor`: an authenticator is asked for as well.
 */
export function judgePassword(
  password: string,
  { secondFactor, words }: { secondFactor: boolean; words: readonly string[] },
): PasswordVerdict {
  const length = [...password.normalize('NFKC')].length;
  const shortest = secondFactor ? shortestPassword.withSecondFactor : shortestPassword.alone;
  if (length < shortest) {
    const reason = {
      en: `It has ${length} characters; it needs at least ${shortest}.`,
      hi: `इसमें ${length} अक्षर हैं; कम से कम ${shortest} चाहिए।`,
    };
    return refused(reason, adviceOn([]));
  }
  if (password.length > longestPassword) {
    const reason = {
      en: `It is longer than ${longestPassword} characters.`,
      hi: `यह ${longestPassword} अक्षरों से लंबा है।`,
    };
    const help = { en: 'Take a shorter one.', hi: 'छोटा पासवर्ड चुनें।' };
    return refused(reason, [help]);
  }
  if (isMadeOf(password, words)) return refused(knownAboutYou, adviceOn([]));
  const { guesses, feedback } = estimate(password.slice(0, judgedCharacters), words);
  if (guesses >= leastGuesses) return { acceptable: true };
  return refused(warnings[feedback.warning ?? ''] ?? easilyGuessed, adviceOn(feedback.suggestions));
}
