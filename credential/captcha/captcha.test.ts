import { randomUUID } from 'node:crypto';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { answerHash, digitsOf, isAnswer, type Question } from './answer.ts';
import { sumOf } from './arithmetic.ts';
import { audioOf } from './audio.ts';
import { imageOf } from './image.ts';
import { isWorkDone, workOf } from './proof-of-work.ts';

const key = new Uint8Array(32).fill(5);
const ask = (): Question => ({ key, id: randomUUID() });

describe('a question', () => {
  test('is answered by its own answer alone, however its digits are written', () => {
    const question = ask();
    const digits = digitsOf(question);
    const expected = answerHash(question, digits);
    const devanagari = [...digits].map((one) => String.fromCodePoint(0x966 + Number(one)));
    expect(isAnswer(question, digits, expected)).toBe(true);
    expect(isAnswer(question, ` ${devanagari.join(' ')}`, expected)).toBe(true);
    expect(isAnswer(question, `${digits}0`, expected)).toBe(false);
    expect(isAnswer(question, '', expected)).toBe(false);
    expect(isAnswer(ask(), digits, expected)).toBe(false);
    expect(isAnswer({ ...question, key: new Uint8Array(32) }, digits, expected)).toBe(false);
  });

  test('keeps no answer: who has the record alone cannot tell one from the other', () => {
    const question = ask();
    expect(answerHash(question, digitsOf(question))).toMatch(/^[0-9a-f]{64}$/);
    const other = { ...question, key: new Uint8Array(32).fill(6) };
    expect(digitsOf(other)).not.toBe(digitsOf(question));
  });
});

describe('R20 a sum', () => {
  test('is of two small numbers, is right, and never below nought', () => {
    const signs: Record<string, (a: number, b: number) => number> = {
      '+': (a, b) => a + b,
      '−': (a, b) => a - b,
      '×': (a, b) => a * b,
    };
    const seen = new Set<string>();
    for (let round = 0; round < 400; round += 1) {
      const { written, answer, spoken } = sumOf(ask());
      const [left, sign = '', right] = written.split(' ');
      const result = signs[sign]?.(Number(left), Number(right));
      expect(answer).toBe(String(result));
      expect(result).toBeGreaterThanOrEqual(0);
      expect(spoken.en).toMatch(/^[a-z]+ (plus|minus|times) [a-z]+$/);
      expect(spoken.hi).toMatch(/^\S+ (जमा|घटा|गुणा) \S+$/);
      seen.add(sign);
    }
    expect(seen.size).toBe(3);
  });
});

test('a picture is a PNG of six digits without words in it, the same one for the same question', async () => {
  const question = ask();
  const png = await imageOf(question);
  const { format, width, height } = await sharp(png).metadata();
  expect([format, width, height]).toEqual(['png', 260, 90]);
  expect(Buffer.from(png).includes(digitsOf(question))).toBe(false);
  expect(Buffer.compare(png, await imageOf(question))).toBe(0);
  expect(Buffer.compare(png, await imageOf(ask()))).not.toBe(0);
  const { channels } = await sharp(png).stats();
  expect(channels[0]?.stdev).toBeGreaterThan(20);
});

test.each(['en', 'hi'] as const)('a recording is a WAV of some seconds in %s', (voice) => {
  const question = ask();
  const wav = Buffer.from(audioOf(question, voice));
  expect(wav.toString('latin1', 0, 4) + wav.toString('latin1', 8, 15)).toBe('RIFFWAVEfmt');
  expect(wav.readUInt32LE(4)).toBe(wav.length - 8);
  expect([wav.readUInt16LE(22), wav.readUInt32LE(24), wav.readUInt16LE(34)]).toEqual([1, 8000, 16]);
  const seconds = (wav.length - 44) / 16_000;
  expect(seconds).toBeGreaterThan(4);
  expect(seconds).toBeLessThan(12);
  expect(Buffer.compare(wav, Buffer.from(audioOf(question, voice)))).toBe(0);
});

describe('proof of work', () => {
  const inAMinute = () => new Date(Date.now() + 60_000);
  const payloadOf = async (challenge: Awaited<ReturnType<typeof workOf>>['challenge']) => {
    const solution = await solveChallenge({ challenge, deriveKey });
    return { challenge, solution };
  };
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');

  test('is done in well under a second here, and counts for its own question alone', async () => {
    const question = ask();
    const { challenge, expected } = await workOf(question, inAMinute());
    const began = performance.now();
    const payload = await payloadOf(challenge);
    expect(performance.now() - began).toBeLessThan(1000);
    expect(await isWorkDone(question, encoded(payload), expected)).toBe(true);
    expect(await isWorkDone(ask(), encoded(payload), expected)).toBe(false);
    const other = await workOf(question, inAMinute());
    expect(await isWorkDone(question, encoded(payload), other.expected)).toBe(false);
  });

  test('is not done by a guess, a changed challenge, or nonsense', async () => {
    const question = ask();
    const { challenge, expected } = await workOf(question, inAMinute());
    const { solution } = await payloadOf(challenge);
    const refused = [
      { challenge, solution: { counter: 1, derivedKey: '00'.repeat(32) } },
      { challenge: { ...challenge, parameters: { ...challenge.parameters, cost: 1 } }, solution },
      { challenge: { ...challenge, signature: '00' }, solution },
      { challenge, solution: null },
      {},
    ];
    for (const one of refused)
      expect(await isWorkDone(question, encoded(one), expected)).toBe(false);
    for (const text of ['', 'x', '%%%', encoded(7)]) {
      expect(await isWorkDone(question, text, expected)).toBe(false);
    }
  });

  test('is worth nothing after its time', async () => {
    const question = ask();
    const { challenge, expected } = await workOf(question, new Date(Date.now() - 2000));
    const payload = await payloadOf(challenge);
    expect(await isWorkDone(question, encoded(payload), expected)).toBe(false);
  });
});
