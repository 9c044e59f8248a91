import { inflateSync } from 'node:zlib';

const mostPerStream = 128 * 1024 * 1024;
const mostTogether = 512 * 1024 * 1024;
const streamBegin = Buffer.from('stream');
const streamEnd = Buffer.from('endstream');
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** How long the deflated data at the front of `bytes` becomes; 0 when there is none. */
function inflatedLength(bytes: Buffer): number {
  try {
    return inflateSync(bytes, { maxOutputLength: mostPerStream }).length;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return code === 'ERR_BUFFER_TOO_LARGE' ? Number.POSITIVE_INFINITY : 0;
  }
}

function bodyStart(pdf: Buffer, keyword: number): number {
  let at = keyword + streamBegin.length;
  if (pdf[at] === carriageReturn) at += 1;
  return pdf[at] === lineFeed ? at + 1 : at;
}

/**
 * Whether the compressed streams of a PDF would fill the memory: asked before the file is parsed,
 * because the parser unfolds them whole. Goes by the bytes, since names can be written in disguise.
 */
export function unfoldsTooFar(pdf: Buffer): boolean {
  let total = 0;
  let at = pdf.indexOf(streamBegin);
  while (at >= 0) {
    const start = bodyStart(pdf, at);
    const found = pdf.indexOf(streamEnd, start);
    const end = found < 0 ? pdf.length : found;
    total += inflatedLength(pdf.subarray(start, end));
    if (total > mostTogether) return true;
    at = pdf.indexOf(streamBegin, end + streamEnd.length);
  }
  return false;
}
