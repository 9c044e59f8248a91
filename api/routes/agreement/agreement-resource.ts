import type { Scheme } from '../../../domain/agreement/scheme.ts';

/** A scheme as what authority is asked about; null for one that is not offered here. */
export const agreementResource = (
  scheme: Scheme | null,
): { kind: 'agreement'; scheme: Scheme } | null => scheme && { kind: 'agreement', scheme };
