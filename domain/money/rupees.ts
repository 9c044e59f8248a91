const rupeesForm = /^(0|[1-9]\d{0,12})\.(\d{2})$/;

/** Paise as payment messages and pages write them: 20000 is `200.00`. Throws on parts of a paisa. */
export function rupeesText(paise: number): string {
  if (!Number.isSafeInteger(paise)) throw new RangeError(`${paise} is no whole number of paise`);
  const digits = String(Math.abs(paise)).padStart(3, '0');
  return `${paise < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Paise of a text with exactly two decimals, such as `200.00`; null for anything else. */
export function paiseOf(text: string): number | null {
  const match = rupeesForm.exec(text);
  return match === null ? null : Number(`${match[1]}${match[2]}`);
}
