import type { PlainDate } from '../application/application.ts';

const number = /^(?=\d*[1-9])\d{1,7}$/;

/** Whether the text has the form of a shipping bill's number: up to seven digits, not all zero. */
export function isShippingBillNumber(text: string): boolean {
  return number.test(text);
}

/**
 * One text per shipping bill: numbers start again, so only number, date and customs site together
 * say which one is meant. Leading zeros do not make another bill.
 */
export function shippingBillKey(bill: {
  shippingBillNumber: string;
  date: PlainDate;
  customsSite: string;
}): string {
  return `${bill.customsSite}/${bill.date}/${bill.shippingBillNumber.replace(/^0+(?=\d)/, '')}`;
}
