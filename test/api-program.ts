import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { demonstrationPassword } from '../scripts/seed/people.ts';

type Call = { body?: unknown; key?: string; method?: string };

/** A program that has signed in to the running system as one person. */
export async function signedInProgram(login: string) {
  const { api } = inject('addresses');
  const headers = { 'content-type': 'application/json' };
  const signedIn = await fetch(`${api}/api/v1/sessions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ login, password: demonstrationPassword }),
  });
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';

  /** Asks below `/api/v1`; every request with a body has a key of its own unless one is given. */
  return (path: string, { body, key, method }: Call = {}): Promise<Response> =>
    fetch(`${api}/api/v1${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { ...headers, cookie, 'idempotency-key': key ?? randomUUID() },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
}

export type Program = Awaited<ReturnType<typeof signedInProgram>>;

/** The same request ten times at once. */
export const tenTimes = (ask: () => Promise<Response>): Promise<Response[]> =>
  Promise.all(Array.from({ length: 10 }, ask));
