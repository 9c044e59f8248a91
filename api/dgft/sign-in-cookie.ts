import type { Request } from 'express';

const name = 'ecoo_dgft_sign_in';
const seconds = 10 * 60;

function attributes(publicUrl: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  // Lax: the browser comes back by a link from DGFT's site, and must bring it along.
  return `Path=/sign-in/dgft; HttpOnly; SameSite=Lax${secure}`;
}

/** Binds a sign-in to the browser that began it, so that nobody is signed in as somebody else. */
export const stateCookie = (state: string, publicUrl: string) =>
  `${name}=${state}; Max-Age=${seconds}; ${attributes(publicUrl)}`;

export const stateCookieRemoved = (publicUrl: string) =>
  `${name}=; Max-Age=0; ${attributes(publicUrl)}`;

/** The state of the sign-in that this browser began; null when it began none. */
export function stateOf(request: Request): string | null {
  const cookies = (request.get('cookie') ?? '').split(';').map((part) => part.trim());
  const own = cookies.find((cookie) => cookie.startsWith(`${name}=`));
  return own?.slice(name.length + 1) || null;
}
