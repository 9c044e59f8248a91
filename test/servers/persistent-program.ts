import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { openSession, type SystemPlace } from '../../scripts/demo/session.ts';

const patienceMs = 90_000;
/** Answers that mean "not yet": in flight, somebody acting, parts of the system away. */
const notYet = new Set([202, 425, 429, 500, 502, 503, 504]);
const notYetCodes = new Set(['idempotency-key-in-flight', 'case-busy', 'temporarily-unavailable']);

export type PersistentProgram = {
  get: <Body>(path: string) => Promise<Body>;
  post: <Body>(path: string, body: unknown) => Promise<Body>;
  /** Replaces what has that revision. */
  put: <Body>(path: string, revision: number, body: unknown) => Promise<Body>;
};

/**
 * A program as careful exporters and officers write it: it repeats a request, with the same key,
 * until it is answered for good. Throws at a refusal and when its patience ends.
 */
export async function persistentProgram(
  place: SystemPlace,
  login: string,
): Promise<PersistentProgram> {
  const { api } = place;
  const json = { 'content-type': 'application/json' };
  const cookie = await openSession(place, login);

  async function ask<Body>(path: string, init: RequestInit): Promise<Body> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const answer = await attempt(`${api}/api/v1${path}`, init);
      if (answer?.ok) return answer.body as Body;
      if (answer?.final) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
      if (Date.now() > end) throw new Error(`${path}: no answer in ${patienceMs / 1000} s`);
      await pause(200);
    }
  }

  const headers = { ...json, cookie };
  return {
    get: (path) => ask(path, { headers }),
    post: (path, body) => {
      const key = { 'idempotency-key': randomUUID() };
      const init = { method: 'POST', headers: { ...headers, ...key }, body: JSON.stringify(body) };
      return ask(path, init);
    },
    put: (path, revision, body) => {
      const condition = { 'if-match': `"${revision}"` };
      const init = { headers: { ...headers, ...condition }, body: JSON.stringify(body) };
      return ask(path, { method: 'PUT', ...init });
    },
  };
}

/** null when nobody answered. */
async function attempt(url: string, init: RequestInit) {
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(20_000) });
    const body = (await answer.json()) as { code?: string };
    const again = notYet.has(answer.status) || notYetCodes.has(body.code ?? '');
    return { ok: answer.ok && !again, final: !again, body };
  } catch {
    return null;
  }
}
