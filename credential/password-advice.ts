/** Said in both languages, in words for people. */
export type Advice = { en: string; hi: string };

const guess: Advice = {
  en: 'It is among the passwords that are tried first.',
  hi: 'यह सबसे पहले आज़माए जाने वाले पासवर्डों में है।',
};
const keys: Advice = {
  en: 'Keys that lie in a row are easily guessed.',
  hi: 'कीबोर्ड पर पास-पास की कुंजियाँ आसानी से अनुमानित होती हैं।',
};
const repeated: Advice = {
  en: 'It repeats itself, which makes it hardly stronger.',
  hi: 'इसमें दोहराव है, जिससे यह मज़बूत नहीं होता।',
};
const names: Advice = {
  en: 'Names alone are easily guessed.',
  hi: 'केवल नाम आसानी से अनुमानित हो जाते हैं।',
};
const dates: Advice = {
  en: 'Dates and years are easily guessed.',
  hi: 'तिथियाँ और वर्ष आसानी से अनुमानित हो जाते हैं।',
};

export const knownAboutYou: Advice = {
  en: 'It is made of what is known about you, your firm or this service.',
  hi: 'यह आपके, आपकी फ़र्म के या इस सेवा के बारे में ज्ञात बातों से बना है।',
};

/** Why zxcvbn holds a password for weak, by its names for it. */
export const warnings: Record<string, Advice> = {
  straightRow: keys,
  keyPattern: keys,
  simpleRepeat: repeated,
  extendedRepeat: repeated,
  sequences: {
    en: 'Sequences such as abc or 6543 are easily guessed.',
    hi: 'abc या 6543 जैसे क्रम आसानी से अनुमानित हो जाते हैं।',
  },
  recentYears: dates,
  dates,
  topTen: guess,
  topHundred: guess,
  common: guess,
  pwned: guess,
  similarToCommon: {
    en: 'It is close to a password that is tried first.',
    hi: 'यह सबसे पहले आज़माए जाने वाले पासवर्ड जैसा है।',
  },
  wordByItself: {
    en: 'One word alone is easily guessed.',
    hi: 'अकेला एक शब्द आसानी से अनुमानित हो जाता है।',
  },
  namesByThemselves: names,
  commonNames: names,
  userInputs: knownAboutYou,
};

export const easilyGuessed: Advice = {
  en: 'It is easily guessed.',
  hi: 'इसका अनुमान आसानी से लगाया जा सकता है।',
};

const moreWords: Advice = {
  en: 'Add a few more words that do not belong together.',
  hi: 'कुछ और असंबद्ध शब्द जोड़ें।',
};

const noTricks: Advice = {
  en: 'Capitals, or signs in place of letters, do not help; length does.',
  hi: 'बड़े अक्षर या अक्षरों की जगह चिह्न काम नहीं आते; लंबाई काम आती है।',
};

/** What helps, by zxcvbn's names for it; for whatever else, more words do. */
const suggestions: Record<string, Advice> = {
  l33t: noTricks,
  allUppercase: noTricks,
  capitalization: noTricks,
  reverseWords: {
    en: 'Words spelled backwards do not help; more words do.',
    hi: 'उल्टे लिखे शब्द काम नहीं आते; अधिक शब्द काम आते हैं।',
  },
  dates: {
    en: 'Leave out dates and years that have to do with you.',
    hi: 'अपने से जुड़ी तिथियाँ और वर्ष न लिखें।',
  },
};

/** The suggestions, each said once. */
export function adviceOn(names: readonly string[]): Advice[] {
  return [...new Set([moreWords, ...names.map((name) => suggestions[name] ?? moreWords)])];
}
