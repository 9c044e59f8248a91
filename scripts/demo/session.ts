import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { TOTP } from 'otpauth';
import { authenticatorsFile, readAuthenticators, secretIn } from '../seed/authenticators.ts';
import { demonstrationPassword } from '../seed/people.ts';
import { solvedCaptcha } from './captcha.ts';

/** Where a system is, and where it keeps its data. */
export type SystemPlace = { api: string; dataDir: string };

const stepMs = 30_000;

/** The codes that an authenticator shows, from the present one on; each is given when it is taken. */
async function* codesOf(totp: TOTP) {
  let timestamp = Date.now();
  for (;;) {
    // The service takes the next code too, since clocks differ; further ones must be waited for.
    const early = timestamp - Date.now() - stepMs;
    if (early > 0) await pause(early + 100);
    yield totp.generate({ timestamp });
    timestamp += stepMs;
  }
}

async function attempt(api: string, login: string, code: string | null): Promise<Response> {
  const captcha = await solvedCaptcha(api);
  return fetch(`${api}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      login,
      password: demonstrationPassword,
      ...(code === null ? {} : { code }),
      captcha,
    }),
  });
}

/** Another program may have used a code just now: the next two are tried before giving up. */
const codesTried = 3;

/**
 * Signs a seeded person in, over proof of work and with the code of the authenticator where the
 * person has one; gives the cookie to send along. Throws when it is refused.
 */
export async function openSession({ api, dataDir }: SystemPlace, login: string): Promise<string> {
  const file = authenticatorsFile(path.join(dataDir, 'simulators'));
  const seeded = readAuthenticators(file).find((one) => one.login === login);
  const codes = seeded ? codesOf(new TOTP({ secret: secretIn(seeded) })) : null;
  let answer: Response | undefined;
  for (let tried = 0; tried < (codes ? codesTried : 1); tried += 1) {
    const next = await codes?.next();
    answer = await attempt(api, login, next?.value ?? null);
    const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0];
    if (answer.ok && cookie) return cookie;
    if (answer.status !== 401) break;
  }
  throw new Error(`${login} could not sign in: ${await answer?.text()}`);
}
