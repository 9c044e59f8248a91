/** Paise as the gateway writes an amount: 35000 is `350.00`. Throws on anything but whole paise. */
export function amountOfPaise(paise: number): string {
  if (!Number.isSafeInteger(paise) || paise < 0) throw new Error(`${paise} is no amount in paise`);
  const digits = String(paise).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The paise in an amount that the gateway wrote, leading zeros and all; null when it is none. */
export function paiseOfAmount(amount: string): number | null {
  if (!/^\d{1,13}\.\d{2}$/.test(amount)) return null;
  const paise = Number(amount.replace('.', ''));
  return Number.isSafeInteger(paise) ? paise : null;
}
