import { feesEarned, gatewayClearing, type OfficeKey } from './account.ts';

/** What is receipted: money that the gateway took, or a fee that the office earned. */
export const receiptKinds = { P: 'payment', F: 'fee' } as const;
export type ReceiptKind = (typeof receiptKinds)[keyof typeof receiptKinds];

/**
 * A receipt's number is its place in the ledger: the office, the kind, and which movement of that
 * account of the office it is. So it is unique, never changes and never stands for another.
 */
export type ReceiptPlace = OfficeKey & { kind: ReceiptKind; version: number };

const letterOf = { payment: 'P', fee: 'F' } as const satisfies Record<ReceiptKind, string>;
const form = /^([A-Z0-9]{1,20})-([A-Z0-9]{1,20})-([PF])-([1-9]\d{0,14})$/;

/** Such as `EIC-MUMBAI-F-12`. */
export const receiptNumber = ({ agency, office, kind, version }: ReceiptPlace): string =>
  `${agency}-${office}-${letterOf[kind]}-${version}`;

/** The place that a number names; null for what is no receipt's number. */
export function receiptPlace(number: string): ReceiptPlace | null {
  const [, agency, office, letter, version] = form.exec(number) ?? [];
  if (agency === undefined || office === undefined) return null;
  const kind = letter === 'P' ? receiptKinds.P : receiptKinds.F;
  return { agency, office, kind, version: Number(version) };
}

/** The account of the office whose movements receipts of this kind are counted by. */
export const receiptAccount = ({ kind, ...office }: OfficeKey & { kind: ReceiptKind }): string =>
  kind === 'payment' ? gatewayClearing(office) : feesEarned(office);
