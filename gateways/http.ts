import { answerOf } from './answer.ts';
import { gatewayUnavailable } from './unavailable.ts';

/** An outside system reached over HTTP. `url` has no trailing slash. */
export type HttpSystem = { name: string; url: string; timeoutMs: number };

export type HttpAnswer = { status: number; contentType: string; text: string };

/** The longest record or list that these systems have is a hundredth of it. */
const maximumBytes = 4 * 1024 * 1024;

function secondsToWait(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) : null;
}

/**
 * One request, body read to its end within the time limit. Answers of 5xx and 429, no answer, and
 * redirects are thrown as GatewayUnavailable.
 */
export async function exchange(
  system: HttpSystem,
  path: string,
  request: { method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: string } = {},
): Promise<HttpAnswer> {
  const url = `${system.url}${path}`;
  const { status, headers, bytes } = await answerOf({ ...system, maximumBytes }, url, request);
  if (status >= 500 || status === 429) {
    throw gatewayUnavailable(system.name, `answered ${status}`, {
      retryAfterSeconds: secondsToWait(headers['retry-after']),
    });
  }
  return { status, contentType: headers['content-type'] ?? '', text: bytes.toString('utf8') };
}

/** The answer's body as JSON, or undefined when it is none. */
export function jsonOf(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(answer.text);
  } catch {
    return undefined;
  }
}
