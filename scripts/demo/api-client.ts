import { randomUUID } from 'node:crypto';
import { openSession, type SystemPlace } from './session.ts';

/** An answer that is no success, with the problem that the API gave. */
export type Problem = {
  status: number;
  code: string;
  title: string;
  detail: string;
  reasoning?: unknown[];
};

export type Answer<Body> = { ok: true; body: Body } | { ok: false; problem: Problem };

/** A program that signed in as one person, speaking to the HTTP API alone. */
export type ApiClient = {
  get: <Body>(path: string) => Promise<Answer<Body>>;
  post: <Body>(path: string, body: unknown) => Promise<Answer<Body>>;
  upload: (path: string, form: FormData) => Promise<Answer<unknown>>;
  download: (path: string) => Promise<Uint8Array>;
  signOut: () => Promise<void>;
};

/** A system, and who has signed in there so far: they are to sign out when all is done. */
export type Visited = SystemPlace & { opened: ApiClient[] };

/** Signs in as a seeded person; throws when that is refused. */
export async function signIn(place: Visited, login: string): Promise<ApiClient> {
  const { api } = place;
  const cookie = await openSession(place, login);

  async function ask<Body>(path: string, init: RequestInit): Promise<Answer<Body>> {
    const response = await fetch(`${api}/api/v1${path}`, {
      ...init,
      headers: { cookie, accept: 'application/json', ...init.headers },
    });
    const body = response.status === 204 ? null : await response.json();
    if (response.ok) return { ok: true, body: body as Body };
    return { ok: false, problem: { ...(body as Problem), status: response.status } };
  }

  const client: ApiClient = {
    get: (path) => ask(path, { method: 'GET' }),
    post: (path, body) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify(body),
      }),
    upload: (path, form) => ask(path, { method: 'POST', body: form }),
    async signOut() {
      await ask('/sessions/current', { method: 'DELETE' });
    },
    async download(path) {
      const response = await fetch(`${api}/api/v1${path}`, { headers: { cookie } });
      if (!response.ok) throw new Error(`${path} answers ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
  place.opened.push(client);
  return client;
}

/** The body of an answer that must be a success; throws with the problem in words. */
export function expected<Body>(answer: Answer<Body>): Body {
  if (answer.ok) return answer.body;
  const { status, code, title, detail } = answer.problem;
  throw new Error(`${status} ${code}: ${detail ?? title}`);
}
