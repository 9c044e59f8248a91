import type { Request } from 'express';

export type Language = 'en' | 'hi';

/** The language that the address asks for by `?lang=`, else the one that the browser prefers. */
export function languageOf(request: Request): Language {
  const { lang } = request.query;
  if (lang === 'en' || lang === 'hi') return lang;
  return request.acceptsLanguages(['en', 'hi']) === 'hi' ? 'hi' : 'en';
}
