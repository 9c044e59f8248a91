import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { openSession } from '../../scripts/demo/session.ts';

/** A `picture` is sent as it is, in place of a body. */
type Call = {
  body?: unknown;
  picture?: Buffer;
  key?: string;
  method?: string;
  ifMatch?: number;
};

/** A program that has signed in to the running system as one person. */
export async function signedInProgram(login: string) {
  const { api } = inject('addresses');
  const headers = { 'content-type': 'application/json' };
  const cookie = await openSession({ api, dataDir: inject('dataDir') }, login);

  /** Asks below `/api/v1`; every request with a body has a key of its own unless one is given. */
  return (path: string, { body, picture, key, method, ifMatch }: Call = {}): Promise<Response> =>
    fetch(`${api}/api/v1${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...headers,
        ...(picture ? { 'content-type': 'image/png' } : {}),
        cookie,
        'idempotency-key': key ?? randomUUID(),
        ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(picture ? { body: Uint8Array.from(picture) } : {}),
    });
}

export type Program = Awaited<ReturnType<typeof signedInProgram>>;

/** The same request ten times at once. */
export const tenTimes = (ask: () => Promise<Response>): Promise<Response[]> =>
  Promise.all(Array.from({ length: 10 }, ask));
