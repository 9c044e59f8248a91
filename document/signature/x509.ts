import { X509Certificate } from 'node:crypto';

/** Enough for every officer, authority and root of the country at once. */
const mostKept = 2000;
const kept = new Map<string, X509Certificate>();

/** A certificate in DER, parsed once: the same few stand in every signature. Throws on bad bytes. */
export function x509(der: Uint8Array): X509Certificate {
  const key = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('latin1');
  const known = kept.get(key);
  if (known) return known;
  const certificate = new X509Certificate(der);
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, certificate);
  return certificate;
}
