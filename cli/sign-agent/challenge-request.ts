import { z } from 'zod';
import { readChallenge } from '../../domain/registration/signing-challenge.ts';
import { signingFailure } from './signing-failure.ts';
import { describedBy, readRequest } from './signing-request.ts';

const requestBody = z.strictObject({
  challenge: z.string().min(1).max(2000),
  description: describedBy,
});

/** What the service asks to have signed as a proof that the token is at hand. */
export type ChallengeRequest = z.output<typeof requestBody>;

/** Reads the JSON of `POST /sign-challenge`; a sentence that names the wrong field if it is none. */
export function readChallengeRequest(text: string): ChallengeRequest | string {
  return readRequest(requestBody, text);
}

/**
 * The exact bytes to sign for a challenge of this service's. Throws SigningFailure for every other
 * text, so that nothing but a proof of possession can be had this way, and for a challenge that some
 * other service made: who passes another's challenge on would be taken for the token's holder there.
 */
export function challengeBytes(text: string, services: readonly string[]): Uint8Array {
  const challenge = readChallenge(text);
  if (challenge === null)
    throw signingFailure('not-a-challenge', 'This is not a challenge of the eCoO service.');
  if (services.length > 0 && !services.includes(challenge.service))
    throw signingFailure(
      'challenge-of-other-service',
      `The challenge is of ${challenge.service}, which the agent was not started for.`,
    );
  return Uint8Array.from(Buffer.from(text, 'ascii'));
}
