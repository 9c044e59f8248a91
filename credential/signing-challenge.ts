import { randomBytes, randomUUID } from 'node:crypto';
import { type ChallengePurpose, writeChallenge } from '../domain/registration/signing-challenge.ts';

/** A new challenge for a person's signing token; `id` names it to whoever answers. */
export function newChallenge(asked: {
  /** Address of this service, without a path. */
  service: string;
  purpose: ChallengePurpose;
  subject: string;
  at: Date;
}): { id: string; text: string } {
  const random = randomBytes(32).toString('hex');
  return {
    id: randomUUID(),
    text: writeChallenge({ ...asked, at: asked.at.toISOString(), random }),
  };
}
