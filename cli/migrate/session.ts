import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { askSecret } from '../ask-secret.ts';
import { commandFailure, EXIT } from '../exit-code.ts';

/** Where a service is, and where this machine keeps its data. */
export type ServicePlace = { api: string; dataDir: string };

/** The operators of a demonstration, which its seed has noted; a real installation notes none. */
export function notedOperators(dataDir: string): { login: string; password: string }[] {
  try {
    return JSON.parse(readFileSync(path.join(dataDir, 'operators.json'), 'utf8'));
  } catch {
    return [];
  }
}

/** A session is kept between commands as in a browser, readable by its owner alone. */
function cookieFile({ api, dataDir }: ServicePlace, login: string): string {
  const name = createHash('sha256').update(`${api}\n${login}`).digest('hex').slice(0, 32);
  return path.join(dataDir, 'cli-sessions', name);
}

/** The session that an earlier command began, unless there is none or it was given up. */
export function keptCookie(place: ServicePlace, login: string): string | null {
  try {
    return readFileSync(cookieFile(place, login), 'utf8') || null;
  } catch {
    return null;
  }
}

function keepCookie(place: ServicePlace, login: string, cookie: string): void {
  const file = cookieFile(place, login);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, cookie, { mode: 0o600 });
}

export const forgetCookie = (place: ServicePlace, login: string): void =>
  rmSync(cookieFile(place, login), { force: true });

/** Does the work that the service asks for instead of a puzzle. */
async function solvedCaptcha(api: string): Promise<{ id: string; answer: string }> {
  const asked = await fetch(`${api}/api/v1/captchas`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ form: 'proof-of-work' }),
  });
  if (!asked.ok) throw new Error(`no CAPTCHA: HTTP ${asked.status}`);
  const { id, challenge } = (await asked.json()) as { id: string; challenge: Challenge };
  const solution = await solveChallenge({ challenge, deriveKey });
  const answer = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
  return { id, answer };
}

type Credentials = { password: string; code?: string };

/** What an operator signs in with: noted by the seed of a demonstration, else asked for. */
export async function credentialsOf(place: ServicePlace, login: string): Promise<Credentials> {
  const noted = notedOperators(place.dataDir).find((one) => one.login === login);
  if (noted) return { password: noted.password };
  if (!process.stdin.isTTY) {
    const words = `${login} must sign in, and there is no terminal to ask for the password.`;
    throw commandFailure(EXIT.notAllowed, words);
  }
  const password = await askSecret(`Password of ${login}`);
  const code = await askSecret('Code of the authenticator (Enter where there is none)');
  return { password, ...(code ? { code } : {}) };
}

/**
 * Signs an operator in and keeps the session for later commands. Throws a CommandFailure when it is
 * refused, any other error when the service cannot answer just now.
 */
export async function signIn(
  place: ServicePlace,
  login: string,
  credentials: Credentials,
): Promise<string> {
  const captcha = await solvedCaptcha(place.api);
  const answer = await fetch(`${place.api}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, ...credentials, captcha }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0];
  if (answer.ok && cookie) {
    keepCookie(place, login, cookie);
    return cookie;
  }
  if (answer.status >= 500) throw new Error(`signing in: HTTP ${answer.status}`);
  const { detail = '' } = (await answer.json()) as { detail?: string };
  throw commandFailure(EXIT.notAllowed, `${login} could not sign in. ${detail}`);
}
