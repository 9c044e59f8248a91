import { existsSync, readFileSync } from 'node:fs';
import { URI } from 'otpauth';
import { z } from 'zod';

const seeds = z.array(
  z.object({ login: z.string(), uri: z.string().startsWith('otpauth://totp/') }),
);

/** What an authenticator app would show now. */
export type AuthenticatorCode = { login: string; code: string; secondsLeft: number };

/** The present codes of everybody in `authenticators.json` (`[{ login, uri }]`); none without it. */
export function authenticatorCodes(file: string, at = Date.now()): AuthenticatorCode[] {
  if (!existsSync(file)) return [];
  return seeds.parse(JSON.parse(readFileSync(file, 'utf8'))).flatMap(({ login, uri }) => {
    const totp = URI.parse(uri);
    if (!('period' in totp)) return [];
    const secondsLeft = totp.period - (Math.floor(at / 1000) % totp.period);
    return [{ login, code: totp.generate({ timestamp: at }), secondsLeft }];
  });
}
