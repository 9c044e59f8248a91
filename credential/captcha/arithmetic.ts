import { type Question, secretOf } from './answer.ts';

const numbers = {
  en: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  hi: ['एक', 'दो', 'तीन', 'चार', 'पाँच', 'छह', 'सात', 'आठ', 'नौ'],
} as const;
const signs = [
  { sign: '+', en: 'plus', hi: 'जमा', result: (a: number, b: number) => a + b },
  { sign: '−', en: 'minus', hi: 'घटा', result: (a: number, b: number) => a - b },
  { sign: '×', en: 'times', hi: 'गुणा', result: (a: number, b: number) => a * b },
] as const;

/** A sum as it is written (`2 + 1`) and as a voice reads it, with its answer. */
export type Sum = { written: string; spoken: { en: string; hi: string }; answer: string };

/** The sum of a question: two numbers from one to nine; no result is below nought. */
export function sumOf(question: Question): Sum {
  const [one = 0, other = 0, which = 0] = secretOf(question, 'sum');
  const [low = 1, high = 1] = [(one % 9) + 1, (other % 9) + 1].sort((a, b) => a - b);
  const { sign, en, hi, result } = signs[which % signs.length] ?? signs[0];
  const words = (of: readonly string[], between: string) =>
    `${of[high - 1]} ${between} ${of[low - 1]}`;
  return {
    written: `${high} ${sign} ${low}`,
    spoken: { en: words(numbers.en, en), hi: words(numbers.hi, hi) },
    answer: String(result(high, low)),
  };
}
