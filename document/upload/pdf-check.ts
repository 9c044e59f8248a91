import { threadFor } from '../thread.ts';

const objectionOf = threadFor<Uint8Array, string | null>(
  new URL('./pdf-policy-thread.ts', import.meta.url),
  { ms: 5_000, megabytes: 256, waiting: 1_000 },
);

/** The PDF policy, asked in a thread of its own. */
export async function pdfObjection(bytes: Uint8Array): Promise<string | null> {
  const objection = await objectionOf(bytes);
  return objection === 'given-up' ? 'takes too long to read, or too much memory' : objection;
}
