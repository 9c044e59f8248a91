import { createHash } from 'node:crypto';
import { type Html, html, page, pageHeaders } from '../http/page.ts';
import type { Order } from './order.ts';

const submitFirstForm = 'document.forms[0].submit()';
const scriptHash = createHash('sha256').update(submitFirstForm).digest('base64');

/** The headers of the one page that has a script: the one that sends the browser back. */
export const returnPageHeaders = {
  ...pageHeaders,
  'content-security-policy': `${pageHeaders['content-security-policy']}; script-src 'sha256-${scriptHash}'`,
};

const button = (value: string, label: string): Html =>
  html`<button name="outcome" value="${value}">${label}</button>`;

/** Where a person pays, or does not. */
export function payPage(order: Order): string {
  return page(
    'Pay an order',
    html`<p>Order ${order.orderId} of merchant ${order.merchantId}: <strong>₹ ${order.amount}</strong></p>
<form method="post" action="/pay/${order.token}">
${[
  button('pay', 'Pay'),
  button('fail', 'Let the bank decline'),
  button('pending', 'Leave it pending'),
  button('vanish', 'Pay, then vanish half-way'),
]}</form>
<p>“Vanish half-way” takes the money and tells nobody: only a status query finds it.</p>`,
  );
}

/** Sends the browser back to the merchant, by itself or, without a script, by a button. */
export function returnPage(returnUrl: string, msg: string): string {
  return page(
    'Back to the merchant',
    html`<form method="post" action="${returnUrl}"><input type="hidden" name="msg" value="${msg}">
<button>Go back to the merchant</button></form><script>${{ html: submitFirstForm }}</script>`,
  );
}

/** After “vanish half-way”: the end of the road. */
export function vanishedPage(order: Order): string {
  return page(
    'You vanished',
    html`<p>Order ${order.orderId} is paid, and neither browser nor notice will tell the merchant.</p>`,
  );
}

/** A request that the gateway does not accept. */
export function refusalPage(reason: string): string {
  return page('Not accepted', html`<p>${reason}</p>`);
}

/** The latest orders, with buttons that end those which are not paid. */
export function ordersPage(orders: Order[]): string {
  const rows = orders
    .slice(-200)
    .reverse()
    .map(
      (
        order,
      ) => html`<tr><td>${order.merchantId}</td><td>${order.orderId}</td><td>${order.amount}</td>
<td>${order.status}</td><td>${order.notice}</td><td>${order.at}</td><td>${
        order.status === 'paid'
          ? ''
          : html`<form method="post" action="/simulator/orders/${order.token}">${[
              button('pay', 'Pay'),
              button('fail', 'Decline'),
            ]}</form>`
      }</td></tr>`,
    );
  return page(
    'Payment gateway',
    html`<p><a href="/refunds">Refunds</a> · <a href="/settlements">Settlement files</a></p>
<table><thead><tr><th scope="col">Merchant</th><th scope="col">Order</th>
<th scope="col">Amount</th><th scope="col">Status</th><th scope="col">Notice</th>
<th scope="col">Since</th><th scope="col">End it</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}
