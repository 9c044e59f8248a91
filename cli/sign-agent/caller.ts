import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/** What to answer a caller: `origin` is the browser page's, null for a program. */
export type Caller =
  | { welcome: true; origin: string | null }
  | { welcome: false; code: 'host-refused' | 'origin-refused'; message: string };

/**
 * Decides who is heard. A page of any website can send requests to this machine; browsers then say
 * whose page it is. A name that is not loopback's is DNS rebinding: a foreign page that had its own
 * name pointed at this machine so as to pass for same-origin.
 */
export function judgeCaller(
  headers: IncomingHttpHeaders,
  port: number,
  allowedOrigins: readonly string[],
): Caller {
  const names = LOOPBACK_NAMES.map((name) => `${name}:${port}`);
  if (headers.host === undefined || !names.includes(headers.host)) {
    const message = 'The agent answers to 127.0.0.1 and localhost only.';
    return { welcome: false, code: 'host-refused', message };
  }
  const { origin } = headers;
  if (origin !== undefined && !allowedOrigins.includes(origin)) {
    const message = 'This website may not use the agent. Start it with --origin to allow it.';
    return { welcome: false, code: 'origin-refused', message };
  }
  return { welcome: true, origin: origin ?? null };
}

/** Headers by which a browser lets the allowed page, and no other, see the answer. */
export function crossOriginHeaders(origin: string | null): Record<string, string> {
  if (origin === null) return { vary: 'Origin' };
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'content-type',
    'access-control-allow-private-network': 'true',
    'access-control-max-age': '600',
  };
}
