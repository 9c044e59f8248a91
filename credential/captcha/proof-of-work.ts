import { randomInt } from 'node:crypto';
import { type Challenge, createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import { answerHash, isAnswer, type Question, secretOf } from './answer.ts';

/**
 * How much work: between 200 and 600 keys of 400 rounds each, which takes a telephone of some years
 * less than a second, and a million tries some ten hours of a processor.
 */
const cost = 400;
const fewest = 200;
const most = 600;

const payload = z.strictObject({
  challenge: z.strictObject({
    parameters: z.record(z.string(), z.union([z.string(), z.number()])),
    signature: z.string(),
  }),
  solution: z.strictObject({
    counter: z.int(),
    derivedKey: z.string(),
    time: z.number().optional(),
  }),
});

const secretsOf = (question: Question) => ({
  hmacSignatureSecret: secretOf(question, 'work').toString('hex'),
  hmacKeySignatureSecret: secretOf(question, 'work done').toString('hex'),
});

/** The work that a question asks for, as ALTCHA's clients take it, and what it is known again by. */
export async function workOf(
  question: Question,
  expiresAt: Date,
): Promise<{ challenge: Challenge; expected: string }> {
  const challenge = await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost,
    counter: randomInt(fewest, most),
    deriveKey,
    expiresAt,
    ...secretsOf(question),
  });
  return { challenge, expected: answerHash(question, challenge.signature ?? '') };
}

function readPayload(answer: string) {
  try {
    return payload.parse(JSON.parse(Buffer.from(answer, 'base64').toString('utf8')));
  } catch {
    return null;
  }
}

/** Whether `answer` (ALTCHA's payload: base64 of JSON) is the work that this very question asked for. */
export async function isWorkDone(
  question: Question,
  answer: string,
  expected: string,
): Promise<boolean> {
  const given = readPayload(answer);
  if (!given || !isAnswer(question, given.challenge.signature, expected)) return false;
  const { verified } = await verifySolution({
    challenge: given.challenge as unknown as Challenge,
    solution: { time: 0, ...given.solution },
    deriveKey,
    ...secretsOf(question),
  });
  return verified;
}
