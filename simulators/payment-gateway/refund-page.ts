import { html, page } from '../http/page.ts';
import type { Refund } from './refund-message.ts';

/** What refunds can meet, in words for the page. */
export const refundModes = {
  usual: 'Nothing is wrong',
  refuse: 'Requests are refused',
  pending: 'Requests wait until somebody decides below',
  cut: 'What was carried out is hung up on',
  late: 'Requests are carried out when nobody waits for it any more',
  'wrong-checksum': 'Answers are sealed wrongly',
  'other-amount': 'Answers speak of another amount',
  'other-order': 'Answers speak of another order',
} as const;

/** The latest refunds, with buttons that end those which are not decided, and what goes wrong. */
export function refundsPage(refunds: Refund[], mode: keyof typeof refundModes): string {
  const choices = Object.entries(refundModes).map(
    ([name, words]) => html`<option value="${name}">${words}</option>`,
  );
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
    html`<p>At present: ${refundModes[mode]}.</p><form method="post" action="/simulator/refund-faults">
<label>From now on <select name="mode">${choices}</select></label><button>Set</button></form>
<table><thead><tr><th scope="col">Merchant</th><th scope="col">Reference</th>
<th scope="col">Order</th><th scope="col">Amount</th><th scope="col">Status</th>
<th scope="col">Since</th><th scope="col">End it</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}
