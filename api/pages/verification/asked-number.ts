import { verifyQr } from '../../../document/qr/qr-text.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { codeTrust } from '../../verification/trust.ts';

/** What was typed or pasted as a number; `code` where it is the whole text of a QR code. */
export type AskedNumber = { number: string; code: string | null };

const linkForm = /\/v\/([^/?#\s]+)(?:\?[^#\s]*)?(#\d+)?$/;

/** Takes a number, the address of a certificate's page, or the text of its QR code. */
export function readAskedNumber(text: string): AskedNumber {
  const trimmed = text.trim();
  const [, encoded, digits] = linkForm.exec(trimmed) ?? [];
  if (encoded === undefined) return { number: trimmed.slice(0, 60), code: null };
  return { number: decoded(encoded).slice(0, 60), code: digits ? trimmed : null };
}

function decoded(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/**
 * Whether this service signed the code, and with it the address that the number stands in: who has it
 * holds the paper.
 */
export const isGenuineCode = (api: ApiDependencies, code: string): boolean =>
  verifyQr(code, codeTrust(api)).genuine;
