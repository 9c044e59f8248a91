import { compareDates, isPlainDate } from '../../calendar/plain-date.ts';
import type { Refusal } from '../../refusal.ts';
import { refusal } from '../../refusal-codes.ts';
import type { CooApplication, PlainDate } from '../application.ts';
import type { ApplicationRule } from '../question.ts';

function datesOf(application: CooApplication): [string, PlainDate][] {
  const { transport, exportDocument, invoices, thirdCountryInvoice, backToBack } = application;
  return [
    ['/transport/departureDate', transport.departureDate],
    ['/exportDocument/date', exportDocument.date],
    ...invoices.map(({ date }, index): [string, PlainDate] => [`/invoices/${index}/date`, date]),
    ...(thirdCountryInvoice ? [dated('/thirdCountryInvoice/date', thirdCountryInvoice)] : []),
    ...(backToBack ? [dated('/backToBack/date', backToBack)] : []),
  ];
}

function dated(pointer: string, { date }: { date: PlainDate }): [string, PlainDate] {
  return [pointer, date];
}

/** Every date is a day of the calendar. Rules that compare dates run only after this one holds. */
export const datesExist: ApplicationRule = ({ application }) =>
  datesOf(application).flatMap(([pointer, date]) =>
    isPlainDate(date)
      ? []
      : [
          refusal(
            'date-invalid',
            pointer,
            `"${date}" is not a day of the calendar; write YYYY-MM-DD.`,
          ),
        ],
  );

/** Papers are dated when they were drawn up: not after today, invoices not after departure. */
export const datesAgree: ApplicationRule = ({ application, today }) => {
  const { departureDate } = application.transport;
  const refusals: Refusal[] = [];
  application.invoices.forEach(({ number, date }, index) => {
    const pointer = `/invoices/${index}/date`;
    if (compareDates(date, today) > 0) {
      const message = `Invoice ${number} is dated ${date}, after today (${today}); correct the date.`;
      refusals.push(refusal('invoice-in-future', pointer, message));
    } else if (compareDates(date, departureDate) > 0) {
      const message =
        `Invoice ${number} is dated ${date}, after the departure on ${departureDate}; ` +
        'correct whichever is wrong.';
      refusals.push(refusal('invoice-after-departure', pointer, message));
    }
  });
  const third = application.thirdCountryInvoice;
  if (third !== null && compareDates(third.date, today) > 0) {
    const message = `The third-country invoice is dated ${third.date}, after today (${today}).`;
    refusals.push(refusal('invoice-in-future', '/thirdCountryInvoice/date', message));
  }
  return refusals;
};

/** The shipping bill exists already, and goods leave on or after its date. */
export const shippingBillPrecedesDeparture: ApplicationRule = ({ application, today }) => {
  const { date } = application.exportDocument;
  const { departureDate } = application.transport;
  if (compareDates(date, today) > 0) {
    const message = `The shipping bill is dated ${date}, after today (${today}); correct the date.`;
    return [refusal('shipping-bill-in-future', '/exportDocument/date', message)];
  }
  if (compareDates(departureDate, date) >= 0) return [];
  const message =
    `The departure on ${departureDate} is before the shipping bill of ${date}: goods leave only ` +
    'after it is filed. Correct whichever is wrong.';
  return [refusal('departure-before-shipping-bill', '/transport/departureDate', message)];
};
