import { rupeesText } from './rupees.ts';

/** Rupees with the commas of India: 123456789 paise are `12,34,567.89`. */
export function indianRupees(paise: number): string {
  const [whole = '', parts = ''] = rupeesText(Math.abs(paise)).split('.');
  const thousands = whole.slice(0, -3).replace(/\B(?=(\d{2})+$)/g, ',');
  const grouped = thousands === '' ? whole : `${thousands},${whole.slice(-3)}`;
  return `${paise < 0 ? '-' : ''}${grouped}.${parts}`;
}

const small = [
  ...['Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'],
  ...['Eleven', 'Twelve', 'Thirteen', 'Fourteen', 'Fifteen', 'Sixteen', 'Seventeen'],
  ...['Eighteen', 'Nineteen'],
];
const tens = [
  ...['', '', 'Twenty', 'Thirty', 'Forty', 'Fifty', 'Sixty', 'Seventy', 'Eighty', 'Ninety'],
];
const steps = [
  { of: 10_000_000, name: 'Crore' },
  { of: 100_000, name: 'Lakh' },
  { of: 1_000, name: 'Thousand' },
  { of: 100, name: 'Hundred' },
] as const;

/** A whole number from zero on in the words of India. */
function inWords(number: number): string {
  const step = steps.find(({ of }) => number >= of);
  if (step) {
    const rest = number % step.of;
    const head = `${inWords(Math.floor(number / step.of))} ${step.name}`;
    return rest === 0 ? head : `${head} ${inWords(rest)}`;
  }
  if (number < 20) return small[number] ?? '';
  const ones = number % 10;
  return `${tens[Math.floor(number / 10)]}${ones === 0 ? '' : ` ${small[ones]}`}`;
}

/** An amount as receipts write it: `Rupees One Lakh Five and Fifty Paise Only`. Whole paise above zero. */
export function rupeesInWords(paise: number): string {
  if (!Number.isSafeInteger(paise) || paise <= 0) {
    throw new RangeError(`A receipt is for whole paise above zero, not ${paise}`);
  }
  const parts = paise % 100;
  const rupees = `Rupees ${inWords((paise - parts) / 100)}`;
  return parts === 0 ? `${rupees} Only` : `${rupees} and ${inWords(parts)} Paise Only`;
}
