import { gatewayUnavailable } from './unavailable.ts';

/** An outside system reached over HTTP. `url` has no trailing slash. */
export type HttpSystem = { name: string; url: string; timeoutMs: number };

export type HttpAnswer = { status: number; contentType: string; text: string };

function secondsToWait(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) : null;
}

/**
 * One request, body read to its end within the time limit. Answers of 5xx and 429, no answer, and
 * redirects (which would carry credentials elsewhere) are thrown as GatewayUnavailable.
 */
export async function exchange(
  system: HttpSystem,
  path: string,
  init: { method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: string } = {},
): Promise<HttpAnswer> {
  const signal = AbortSignal.timeout(system.timeoutMs);
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${system.url}${path}`, { ...init, signal, redirect: 'error' });
    text = await response.text();
  } catch (cause) {
    const detail = signal.aborted ? `no answer within ${system.timeoutMs} ms` : 'not reachable';
    throw gatewayUnavailable(system.name, detail, { cause });
  }
  if (response.status >= 500 || response.status === 429) {
    throw gatewayUnavailable(system.name, `answered ${response.status}`, {
      retryAfterSeconds: secondsToWait(response.headers.get('retry-after')),
    });
  }
  const contentType = response.headers.get('content-type') ?? '';
  return { status: response.status, contentType, text };
}

/** The answer's body as JSON, or undefined when it is none. */
export function jsonOf(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(answer.text);
  } catch {
    return undefined;
  }
}
