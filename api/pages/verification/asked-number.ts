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

/** Whether the code was signed by this service for just that number: who has it holds the paper. */
export function isCodeOf(api: ApiDependencies, { number, code }: AskedNumber): boolean {
  if (code === null) return false;
  const report = verifyQr(code, codeTrust(api));
  return report.genuine && report.claims.number === number.toUpperCase();
}
