import { gatewayUnavailable } from './unavailable.ts';

/** An outside system that speaks in bytes, and how long and how large its answers may be. */
export type ByteSystem = { name: string; url: string; timeoutMs: number; maximumBytes: number };

export type ByteAnswer = { contentType: string; bytes: Uint8Array };

/**
 * One request whose 200 answer is read to its end within the time and size limits. Everything else
 * (no answer, too slow, too large, another status, a redirect) is thrown as GatewayUnavailable.
 */
export async function exchangeBytes(
  system: ByteSystem,
  init: { method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: Uint8Array } = {},
): Promise<ByteAnswer> {
  const signal = AbortSignal.timeout(system.timeoutMs);
  try {
    const body = init.body === undefined ? null : Uint8Array.from(init.body);
    const response = await fetch(system.url, { ...init, body, signal, redirect: 'error' });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw gatewayUnavailable(system.name, `answered ${response.status}`);
    }
    const bytes = await readBounded(response, system);
    return { contentType: response.headers.get('content-type') ?? '', bytes };
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'GatewayUnavailable') throw cause;
    const detail = signal.aborted ? `no answer within ${system.timeoutMs} ms` : 'not reachable';
    throw gatewayUnavailable(system.name, detail, { cause });
  }
}

async function readBounded(response: Response, system: ByteSystem): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop by the throw cancels the rest of the body.
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > system.maximumBytes)
      throw gatewayUnavailable(system.name, `answered more than ${system.maximumBytes} bytes`);
    chunks.push(chunk);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}
