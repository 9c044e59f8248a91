/** Why the agent did not sign; these codes are stable, callers switch on them. */
export type SigningFailureCode =
  | 'not-signed-attributes'
  | 'digest-mismatch'
  | 'other-certificate'
  | 'not-a-challenge'
  | 'challenge-of-other-service'
  | 'not-a-declaration'
  | 'declaration-to-other-service'
  | 'token-absent'
  | 'token-failed'
  | 'pin-incorrect'
  | 'pin-locked';

export type SigningFailure = Error & { name: 'SigningFailure'; code: SigningFailureCode };

export function signingFailure(
  code: SigningFailureCode,
  message: string,
  cause?: unknown,
): SigningFailure {
  return Object.assign(new Error(message, { cause }), { name: 'SigningFailure' as const, code });
}

export function isSigningFailure(error: unknown): error is SigningFailure {
  return error instanceof Error && error.name === 'SigningFailure';
}

/** After these every further try would count toward the token's lock, so the agent ends. */
export function isPinFailure(error: unknown): error is SigningFailure {
  return isSigningFailure(error) && (error.code === 'pin-incorrect' || error.code === 'pin-locked');
}
