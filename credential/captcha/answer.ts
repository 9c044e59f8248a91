import { createHmac, timingSafeEqual } from 'node:crypto';
import { type KeyRing, macKeys } from '../key-ring.ts';

/** Questions for different senses, and one that a device answers by work alone (WCAG 2.2, 3.3.8). */
export const captchaForms = ['arithmetic', 'image', 'audio', 'proof-of-work'] as const;
export type CaptchaForm = (typeof captchaForms)[number];

/** Which question: its id makes it, together with a key, so that no answer is kept in clear. */
export type Question = { key: Uint8Array; id: string };

/**
 * A question as it may have been asked: under the current key, as new ones are, then under each other
 * that is known.
 */
export function questionsOf(masterKeys: KeyRing, id: string): [Question, ...Question[]] {
  const [current, ...others] = macKeys(masterKeys, 'captcha');
  return [{ key: current, id }, ...others.map((key) => ({ key, id }))];
}

/** Bytes that only who holds the key can tell from the question's id. */
export function secretOf({ key, id }: Question, purpose: string): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify(['captcha', purpose, id.toLowerCase()]))
    .digest();
}

/** Numbers from 0 up to, not including, 1: the same ones for the same seed (xorshift). */
export function numbersFrom(seed: Buffer): () => number {
  let state = seed.readUInt32LE(0) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** The six digits that a picture shows or a voice says. */
export function digitsOf(question: Question): string {
  const bytes = secretOf(question, 'digits');
  return String(bytes.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

/** Devanagari digits count as theirs, and blanks between digits as none. */
const spelled = (answer: string) =>
  answer
    .replaceAll(/[०-९]/g, (digit) => String((digit.codePointAt(0) ?? 0) - 0x966))
    .replaceAll(/\s/g, '');

/** What the record keeps of an answer: HMAC-SHA256 under its key, bound to the question. */
export function answerHash(question: Question, answer: string): string {
  return secretOf(question, `answer ${spelled(answer)}`).toString('hex');
}

/** Whether the answer is the one whose hash was kept. */
export function isAnswer(question: Question, answer: string, expected: string): boolean {
  const given = Buffer.from(answerHash(question, answer), 'hex');
  const known = Buffer.from(expected, 'hex');
  return known.length === given.length && timingSafeEqual(given, known);
}
