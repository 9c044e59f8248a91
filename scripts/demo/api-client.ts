import { randomUUID } from 'node:crypto';

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
};

/** Signs in; throws when login or password is not accepted. */
export async function signIn(api: string, login: string, password: string): Promise<ApiClient> {
  const answer = await fetch(`${api}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (!answer.ok || !cookie) throw new Error(`${login} could not sign in: ${await answer.text()}`);

  async function ask<Body>(path: string, init: RequestInit): Promise<Answer<Body>> {
    const response = await fetch(`${api}/api/v1${path}`, {
      ...init,
      headers: { cookie: cookie ?? '', accept: 'application/json', ...init.headers },
    });
    const body = response.status === 204 ? null : await response.json();
    if (response.ok) return { ok: true, body: body as Body };
    return { ok: false, problem: { ...(body as Problem), status: response.status } };
  }

  return {
    get: (path) => ask(path, { method: 'GET' }),
    post: (path, body) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify(body),
      }),
    upload: (path, form) => ask(path, { method: 'POST', body: form }),
    async download(path) {
      const response = await fetch(`${api}/api/v1${path}`, { headers: { cookie: cookie ?? '' } });
      if (!response.ok) throw new Error(`${path} answers ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}

/** The body of an answer that must be a success; throws with the problem in words. */
export function expected<Body>(answer: Answer<Body>): Body {
  if (answer.ok) return answer.body;
  const { status, code, title, detail } = answer.problem;
  throw new Error(`${status} ${code}: ${detail ?? title}`);
}
