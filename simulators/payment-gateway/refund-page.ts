import { html, page } from '../http/page.ts';
import type { Refund } from './refund.ts';

/** The latest refunds, with buttons that end those which are not decided. */
export function refundsPage(refunds: Refund[]): string {
  const rows = refunds
    .slice(-200)
    .reverse()
    .map(
      (refund) => html`<tr><td>${refund.merchantId}</td><td>${refund.reference}</td>
<td>${refund.orderId}</td><td>${refund.refundAmount}</td><td>${refund.status}</td><td>${refund.at}</td><td>${
        refund.status === 'pending'
          ? html`<form method="post" action="/simulator/refunds/${refund.merchantId}/${refund.reference}">
<button name="outcome" value="give">Give back</button><button name="outcome" value="refuse">Refuse</button></form>`
          : ''
      }</td></tr>`,
    );
  return page(
    'Refunds',
    html`<table><thead><tr><th scope="col">Merchant</th><th scope="col">Reference</th>
<th scope="col">Order</th><th scope="col">Amount</th><th scope="col">Status</th>
<th scope="col">Since</th><th scope="col">End it</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}
