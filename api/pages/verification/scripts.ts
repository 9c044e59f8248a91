import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export type Script = {
  /** Changes with the content, so browsers may keep it for ever. */
  path: string;
  text: Buffer;
};

function scriptAt(name: string): Script {
  const text = readFileSync(new URL(`./${name}.js`, import.meta.url));
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { path: `/assets/${name}-${hash}.js`, text };
}

/** Compares files by their fingerprints in the browser, so that no file need leave the device. */
export const verifyFileScript = scriptAt('verify-file');

/** Sends the code of a scanned QR code along where a question stands before its page. */
export const codeLinkScript = scriptAt('code-link');
