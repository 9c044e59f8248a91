import { demonstrationPassword } from '../scripts/seed/people.ts';

/** Signs a seeded person in at a running system; gives the cookie to send along. */
export async function sessionCookie(api: string, login: string): Promise<string> {
  const signedIn = await fetch(`${api}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: demonstrationPassword }),
  });
  return signedIn.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
}
