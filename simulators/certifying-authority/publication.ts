import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type CertifyingAuthority, trustAnchorPem } from './authority.ts';
import { intermediateList, rootList } from './revocation.ts';

/** A list older than this is signed anew, well before its end after a day. */
const RENEW_AFTER = 4 * 60 * 60 * 1000;

export interface Document {
  contentType: string;
  body: Uint8Array | string;
}

/** Answers a path with what is published there, or null. */
export type Publication = (path: string) => Promise<Document | null>;

/**
 * Prepares what the authorities publish: certificates, both revocation lists and a page that says
 * what this is. Lists are signed at once, and again when they age or something was revoked,
 * be it by another process.
 */
export async function preparePublication(authority: CertifyingAuthority): Promise<Publication> {
  const { root, intermediate, timeStamper } = authority;
  const rootCrl = keepFresh(
    () => rootList(authority),
    async () => 0,
  );
  const caCrl = keepFresh(
    () => intermediateList(authority),
    async () => (await readdir(join(authority.directory, 'revoked'))).length,
  );
  await Promise.all([rootCrl(), caCrl()]);

  const documents: Record<string, () => Document | Promise<Document>> = {
    '/': () => ({ contentType: 'text/html; charset=utf-8', body: page(authority) }),
    '/ca/root.cer': () => ({ contentType: 'application/pkix-cert', body: root.der }),
    '/ca/ca.cer': () => ({ contentType: 'application/pkix-cert', body: intermediate.der }),
    '/ca/tsa.cer': () => ({ contentType: 'application/pkix-cert', body: timeStamper.der }),
    '/ca/root.pem': () => ({
      contentType: 'application/x-pem-file',
      body: trustAnchorPem(authority),
    }),
    '/crl/root.crl': async () => ({ contentType: 'application/pkix-crl', body: await rootCrl() }),
    '/crl/ca.crl': async () => ({ contentType: 'application/pkix-crl', body: await caCrl() }),
  };
  return async (path) => (await documents[path]?.()) ?? null;
}

function keepFresh(
  sign: () => Promise<Uint8Array>,
  countRevoked: () => Promise<number>,
): () => Promise<Uint8Array> {
  let last: { list: Uint8Array; signedAt: number; revoked: number } | null = null;
  return async () => {
    const revoked = await countRevoked();
    if (last === null || last.revoked !== revoked || Date.now() - last.signedAt > RENEW_AFTER) {
      last = { list: await sign(), signedAt: Date.now(), revoked };
    }
    return last.list;
  };
}

function page(authority: CertifyingAuthority): string {
  const links = [
    ['/ca/root.pem', 'root as PEM: the trust anchor of this simulation'],
    ['/ca/root.cer', 'root'],
    ['/ca/ca.cer', 'licensed authority'],
    ['/ca/tsa.cer', 'time-stamp authority'],
    ['/crl/root.crl', 'revocation list of the root'],
    ['/crl/ca.crl', 'revocation list of the licensed authority'],
  ];
  const items = links.map(([path, text]) => `<li><a href="${path}">${path}</a> ${text}</li>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Simulated authorities</title>
<h1>Simulation: certifying and time-stamp authorities</h1>
<p><strong>Nothing here has legal effect.</strong> This server stands for CCA India's root, a licensed
certifying authority and a time-stamp authority, so that the certificate of origin service can be
tried without them.</p>
<ul>${items.join('')}</ul>
<p>Time stamps (RFC 3161): <code>POST ${authority.publicUrl}/tsa</code></p></html>`;
}
