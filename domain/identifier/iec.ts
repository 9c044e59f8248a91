import { isPan } from './pan.ts';

const iec = /^(\d{10}|[A-Z]{5}\d{4}[A-Z])$/;

/**
 * Whether the text has the form of an Importer Exporter Code: ten digits (issued before
 * 1 July 2017) or the firm's PAN. It has no check digit: only DGFT knows whether it exists.
 */
export function isIec(text: string): boolean {
  return iec.test(text);
}

/** The PAN that the IEC itself is, or null for a legacy IEC of ten digits. */
export function panOfIec(text: string): string | null {
  return isPan(text) ? text : null;
}
