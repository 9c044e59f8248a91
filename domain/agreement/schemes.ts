import type { Scheme } from './scheme.ts';
import { aifta } from './schemes/aifta.ts';
import { eftaTepaAgency, eftaTepaSelf } from './schemes/efta-tepa.ts';
import { nonPreferential } from './schemes/non-preferential.ts';
import { notOffered } from './schemes/not-offered.ts';

/** Schemes under which certificates are issued here. A further one is a record in this list. */
export const schemes: readonly Scheme[] = [aifta, eftaTepaAgency, eftaTepaSelf, nonPreferential];

/** The scheme with that code, or null when it is unknown or not offered. */
export function schemeByCode(code: string): Scheme | null {
  return schemes.find((scheme) => scheme.code === code) ?? null;
}

/** The name of an agreement that exists but is not offered here, or null. */
export function nameOfSchemeNotOffered(code: string): string | null {
  return Object.hasOwn(notOffered, code) ? (notOffered[code] ?? null) : null;
}
