import { isCurrency } from '../../identifier/currency.ts';
import type { Refusal } from '../../refusal.ts';
import { refusal } from '../../refusal-codes.ts';
import type { CooApplication } from '../application.ts';
import type { ApplicationRule } from '../question.ts';

function itemsNameInvoices({ invoices, items }: CooApplication): Refusal[] {
  return items.flatMap(({ invoice }, index) => {
    if (invoices.some(({ number }) => number === invoice)) return [];
    const message = `Item ${index + 1} names invoice ${invoice}, which is not among the invoices.`;
    return [refusal('invoice-not-listed', `/items/${index}/invoice`, message)];
  });
}

function invoicesAreUsed({ invoices, items }: CooApplication): Refusal[] {
  return invoices.flatMap(({ number }, index) => {
    if (items.some((item) => item.invoice === number)) return [];
    const message = `No item belongs to invoice ${number}; remove it or name it at its items.`;
    return [refusal('invoice-not-used', `/invoices/${index}/number`, message)];
  });
}

/**
 * Invoices and items fit together. Numbers count as they are written: since 7 April 2026 (Foreign
 * Trade Policy 2.62) certificate and shipping bill must carry identical invoice numbers. An unused
 * invoice is not mentioned while an item names an unknown one: most likely they are the same.
 */
export const invoicesMatchItems: ApplicationRule = ({ application }) => {
  const { invoices } = application;
  const unlisted = itemsNameInvoices(application);
  const own = invoices.flatMap(({ number, currency }, index) => {
    const message = `Invoice ${number} is listed twice; list each invoice once.`;
    const at = `/invoices/${index}`;
    return [
      ...(invoices.findIndex((other) => other.number === number) < index
        ? [refusal('invoice-number-repeated', `${at}/number`, message)]
        : []),
      ...(isCurrency(currency) ? [] : [currencyUnknown(currency, `${at}/currency`)]),
    ];
  });
  return [...own, ...(unlisted.length > 0 ? unlisted : invoicesAreUsed(application))];
};

/** The refusal of a currency code that does not exist. */
export function currencyUnknown(currency: string, pointer: string): Refusal {
  const message = `"${currency}" is not a currency; use an ISO 4217 code such as USD.`;
  return refusal('currency-unknown', pointer, message);
}

/** An invoice drawn up in a third country only where the scheme has a place for it. */
export const thirdCountryInvoiceIsAllowed: ApplicationRule = ({ application, scheme }) => {
  const invoice = application.thirdCountryInvoice;
  if (invoice === null || scheme === null) return [];
  if (!scheme.thirdCountryInvoicing.value) {
    const message =
      `${scheme.code} certificates have no place for a third-country invoice; ` +
      'send thirdCountryInvoice null.';
    return [refusal('third-country-invoice-not-allowed', '/thirdCountryInvoice', message)];
  }
  if (invoice.country !== 'IN') return [];
  const message = 'The third-country invoice is from India; list it among the invoices instead.';
  return [refusal('third-country-invoice-in-india', '/thirdCountryInvoice/country', message)];
};

/**
 * The invoices of the certificate are those of the shipping bill, where its numbers are given: identical
 * since 7 April 2026 (Foreign Trade Policy 2.62), in any order.
 */
export const invoicesMatchShippingBill: ApplicationRule = ({ application }) => {
  const { invoices, exportDocument } = application;
  const theirs = exportDocument.invoiceNumbers;
  if (!theirs) return [];
  const own = invoices.map(({ number }) => number);
  const onlyOwn = own.filter((number) => !theirs.includes(number));
  const onlyTheirs = theirs.filter((number) => !own.includes(number));
  if (onlyOwn.length + onlyTheirs.length === 0) return [];
  const told = [
    ...onlyOwn.map((number) => `${number} is not on the shipping bill`),
    ...onlyTheirs.map((number) => `${number} is on the shipping bill alone`),
  ];
  const message = `The invoices must be identical with those of the shipping bill: ${told.join('; ')}. Correct whichever is wrong.`;
  return [refusal('invoices-differ-from-shipping-bill', '/exportDocument/invoiceNumbers', message)];
};
