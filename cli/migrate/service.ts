import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { commandFailure, EXIT } from '../exit-code.ts';
import { credentialsOf, forgetCookie, keptCookie, type ServicePlace, signIn } from './session.ts';

/** What the service refused, as RFC 9457 has it. */
export type Refusal = { status: number; code: string; title: string; detail: string };

/** The service as one operator uses it. Every call is repeated, under one key, until it is answered. */
export type Service = {
  login: string;
  get: <Body>(path: string) => Promise<Body>;
  post: <Body>(path: string, body: unknown) => Promise<Body>;
  put: <Body>(path: string, body: unknown) => Promise<Body>;
  /** Puts bytes where they belong; they are the same each time. */
  putBytes: (path: string, bytes: Uint8Array) => Promise<void>;
  /** A file, byte for byte. */
  getBytes: (path: string) => Promise<Uint8Array>;
  /** Sends a file in a form, as a browser does. */
  upload: <Body>(path: string, file: Blob) => Promise<Body>;
  /** A page of text, and where the next one begins. */
  page: (path: string) => Promise<{ text: string; nextCursor: string | null }>;
};

/** Parts of the service may be started anew meanwhile; a migration goes on when they are back. */
const patienceMs = 10 * 60_000;
const longestPauseMs = 2000;
const callMs = 30_000;
/** Answers that mean "not yet": still under way, somebody else's turn, a part that is away. */
const notYet = new Set([202, 425, 429, 500, 502, 503, 504]);
/** So does this one: what asked first with the same key has no answer yet, or died without one. */
const inFlight = 'idempotency-key-in-flight';
const exitCodes: Record<number, number> = { 401: EXIT.notAllowed, 403: EXIT.notAllowed };

type Answered = {
  status: number;
  bytes: Uint8Array;
  text: string;
  nextCursor: string | null;
};

/** null while nobody answers. */
async function attempt(url: string, init: RequestInit): Promise<Answered | null> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(callMs) });
    const nextCursor = response.headers.get('next-cursor');
    const bytes = await response.bytes();
    return { status: response.status, bytes, text: new TextDecoder().decode(bytes), nextCursor };
  } catch {
    return null;
  }
}

function problemIn(text: string): Partial<Refusal> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

const isNotYet = ({ status, text }: Answered): boolean =>
  notYet.has(status) || (status === 409 && problemIn(text).code === inFlight);

/** Ends the command, with the problem's own words. */
function refused({ status, text }: Answered): Error {
  const { code, title, detail } = problemIn(text);
  const failure = commandFailure(
    exitCodes[status] ?? EXIT.refused,
    detail || title || `HTTP ${status}`,
  );
  return Object.assign(failure, { problem: code });
}

/** Whether a command failed because the service refused it with this code. */
export const isRefusal = (error: unknown, code: string): boolean =>
  error instanceof Error && 'problem' in error && error.problem === code;

/** Opens the service for an operator; throws a CommandFailure when signing in is refused. */
export async function openService(
  place: ServicePlace,
  login: string,
  say: (line: string) => void,
): Promise<Service> {
  let cookie = keptCookie(place, login);

  async function patiently<T>(work: () => Promise<T | null>): Promise<T> {
    const end = Date.now() + patienceMs;
    for (let ms = 200, told = false; ; ms = Math.min(ms * 1.5, longestPauseMs)) {
      const done = await work();
      if (done !== null) return done;
      if (Date.now() > end) {
        const words = `The service at ${place.api} has not answered for ${patienceMs / 60_000} minutes.`;
        throw commandFailure(EXIT.serviceAway, words);
      }
      if (!told && ms >= longestPauseMs) say('The service does not answer; asking again.');
      told ||= ms >= longestPauseMs;
      await pause(ms);
    }
  }

  async function renewSession(): Promise<string> {
    forgetCookie(place, login);
    const credentials = await credentialsOf(place, login);
    return patiently(async () => {
      try {
        return await signIn(place, login, credentials);
      } catch (error) {
        if (error instanceof Error && 'exitCode' in error) throw error;
        return null;
      }
    });
  }

  async function ask(path: string, init: RequestInit): Promise<Answered> {
    let renewed = false;
    const answer = await patiently(async () => {
      cookie ??= await renewSession();
      const headers = { accept: 'application/json', ...init.headers, cookie };
      const answered = await attempt(`${place.api}/api/v1${path}`, { ...init, headers });
      if (answered === null || isNotYet(answered)) return null;
      if (answered.status === 401 && !renewed) {
        [cookie, renewed] = [null, true];
        return null;
      }
      return answered;
    });
    if (answer.status >= 400) throw refused(answer);
    return answer;
  }

  async function asked<Body>(path: string, init: RequestInit): Promise<Body> {
    return JSON.parse((await ask(path, init)).text);
  }

  const send = (method: string) => (path: string, body: unknown) =>
    asked<never>(path, {
      method,
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify(body),
    });
  return {
    login,
    get: (path) => asked(path, {}),
    post: send('POST'),
    put: send('PUT'),
    async putBytes(path, bytes) {
      const headers = { 'content-type': 'application/octet-stream' };
      await ask(path, { method: 'PUT', headers, body: Uint8Array.from(bytes) });
    },
    page: (path) => ask(path, {}),
    getBytes: async (path) => (await ask(path, { headers: { accept: '*/*' } })).bytes,
    upload(path, file) {
      const form = new FormData();
      form.set('file', file, 'rejects.csv');
      return asked(path, {
        method: 'POST',
        headers: { 'idempotency-key': randomUUID() },
        body: form,
      });
    },
  };
}
