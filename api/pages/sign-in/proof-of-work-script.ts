import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The one script of all pages: on the page that lets the device answer instead of the person. */
export const proofOfWorkScript = readFileSync(new URL('./proof-of-work.js', import.meta.url));

const hash = createHash('sha256').update(proofOfWorkScript).digest('hex').slice(0, 16);

/** Its address changes with its content, so browsers may keep it for ever. */
export const proofOfWorkPath = `/assets/proof-of-work-${hash}.js`;
