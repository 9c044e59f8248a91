import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';

/** Has this machine do the work that the API asks for instead of a puzzle; gives what a request brings. */
export async function solvedCaptcha(
  api: string,
  headers: Record<string, string> = {},
): Promise<{ id: string; answer: string }> {
  const asked = await fetch(`${api}/api/v1/captchas`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ form: 'proof-of-work' }),
  });
  if (!asked.ok) throw new Error(`no CAPTCHA: ${await asked.text()}`);
  const { id, challenge } = (await asked.json()) as { id: string; challenge: Challenge };
  const solution = await solveChallenge({ challenge, deriveKey });
  const answer = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
  return { id, answer };
}
