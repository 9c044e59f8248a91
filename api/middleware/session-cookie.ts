import { createHash, randomBytes } from 'node:crypto';
import type { Request } from 'express';

const name = 'ecoo_session';

/** A new bearer token of 256 random bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the record keeps of a token: a leak of the table admits nobody. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The hash of the token that the request's cookie carries; null without one. */
export function tokenHashOf(request: Request): string | null {
  const cookies = (request.get('cookie') ?? '').split(';').map((part) => part.trim());
  const own = cookies.find((cookie) => cookie.startsWith(`${name}=`));
  const token = own?.slice(name.length + 1);
  return token && /^[A-Za-z0-9_-]{43}$/.test(token) ? hashOfToken(token) : null;
}

function attributes(publicUrl: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return `Path=/; HttpOnly; SameSite=Lax${secure}`;
}

export function cookieWith(token: string, publicUrl: string): string {
  return `${name}=${token}; ${attributes(publicUrl)}`;
}

export function cookieRemoved(publicUrl: string): string {
  return `${name}=; Max-Age=0; ${attributes(publicUrl)}`;
}
