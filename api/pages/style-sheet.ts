import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The one style sheet of all pages. */
export const styleSheet = readFileSync(new URL('./style.css', import.meta.url));

const hash = createHash('sha256').update(styleSheet).digest('hex').slice(0, 16);

/** Its address changes with its content, so browsers may keep it for ever. */
export const styleSheetPath = `/assets/style-${hash}.css`;
