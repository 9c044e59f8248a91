import { answerOf, type BoundedSystem, type Request } from './answer.ts';
import { gatewayUnavailable } from './unavailable.ts';

/** An outside system that speaks in bytes. */
export type ByteSystem = BoundedSystem & { url: string };

export type ByteAnswer = { contentType: string; bytes: Uint8Array };

/**
 * One request whose 200 answer is read to its end within the time and size limits. Everything else
 * (no answer, too slow, too large, another status, a redirect) is thrown as GatewayUnavailable.
 */
export async function exchangeBytes(
  system: ByteSystem,
  request: Request = {},
): Promise<ByteAnswer> {
  const { status, headers, bytes } = await answerOf(system, system.url, request);
  if (status !== 200) throw gatewayUnavailable(system.name, `answered ${status}`);
  return { contentType: headers['content-type'] ?? '', bytes: Uint8Array.from(bytes) };
}
