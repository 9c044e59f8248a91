import { z } from 'zod';
import { readDeclaration } from '../../domain/application/declaration.ts';
import { signingFailure } from './signing-failure.ts';
import { describedBy, readRequest } from './signing-request.ts';

const requestBody = z.strictObject({
  declaration: z.string().min(1).max(2000),
  description: describedBy,
});

/** What the service asks an exporter to declare. */
export type DeclarationRequest = z.output<typeof requestBody>;

/** Reads the JSON of `POST /sign-declaration`; a sentence that names the wrong field if it is none. */
export function readDeclarationRequest(text: string): DeclarationRequest | string {
  return readRequest(requestBody, text);
}

/**
 * The exact bytes to sign for a declaration of origin. Throws SigningFailure for every other text, and
 * for a declaration to some other service than those that the agent was started for.
 */
export function declarationBytes(text: string, services: readonly string[]): Uint8Array {
  const declaration = readDeclaration(text);
  if (declaration === null)
    throw signingFailure('not-a-declaration', 'This is not a declaration of the eCoO service.');
  if (services.length > 0 && !services.includes(declaration.service))
    throw signingFailure(
      'declaration-to-other-service',
      `The declaration is to ${declaration.service}, which the agent was not started for.`,
    );
  return Uint8Array.from(Buffer.from(text, 'ascii'));
}
