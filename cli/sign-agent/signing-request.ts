import { z } from 'zod';

const LONGEST_ATTRIBUTES = 8192;

/** One line for the person at the terminal; it comes out safe to print. */
export const describedBy = z.string().min(1).max(500).transform(printable);

const requestBody = z.strictObject({
  signedAttributes: z.base64().min(1).max(LONGEST_ATTRIBUTES),
  documentDigest: z.union([z.string().regex(/^[0-9a-f]{64}$/i), z.base64().length(44)]),
  description: describedBy,
});

/** What the service asks to have signed. */
export interface SigningRequest {
  /** DER of the CMS signed attributes, as a SET. */
  signedAttributes: Uint8Array;
  /** SHA-256 of the document. */
  documentDigest: Uint8Array;
  /** One line for the person at the terminal, made safe to print. */
  description: string;
}

/** Reads JSON of an agreed form; a sentence that names the wrong field where it is not of it. */
export function readRequest<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
): z.output<Schema> | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'The body is not JSON.';
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || issue.message);
  return `Wrong or missing: ${[...new Set(fields)].join(', ')}.`;
}

/** Reads the JSON of `POST /sign`; a sentence that names the wrong field where it is not one. */
export function readSigningRequest(text: string): SigningRequest | string {
  const asked = readRequest(requestBody, text);
  if (typeof asked === 'string') return asked;
  const { signedAttributes, documentDigest, description } = asked;
  const digestEncoding = documentDigest.length === 64 ? 'hex' : 'base64';
  return {
    signedAttributes: Uint8Array.from(Buffer.from(signedAttributes, 'base64')),
    documentDigest: Uint8Array.from(Buffer.from(documentDigest, digestEncoding)),
    description,
  };
}

/** Control and direction characters could repaint the terminal and show another text than is signed. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
