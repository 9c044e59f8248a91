import { html, page } from '../http/page.ts';
import type { Merchant } from './order.ts';
import { settlementFaults } from './settlement-fault.ts';

/** Where a person spoils the settlement file of a merchant and day. */
export function settlementPage(merchants: Merchant[], faults: ReadonlyMap<string, string>): string {
  const choices = Object.entries(settlementFaults).map(
    ([name, words]) => html`<option value="${name}">${words}</option>`,
  );
  const set = [...faults].map(([file, fault]) => html`<li>${file}: ${fault}</li>`);
  return page(
    'Settlement files',
    html`<p>Each merchant is handed one file a day, of the day before: what was paid, less charges.
What is wrong at present:</p><ul>${set}</ul>
<form method="post" action="/simulator/settlements">
<p><label>Merchant <select name="merchantId">${merchants.map(
      ({ merchantId }) => html`<option>${merchantId}</option>`,
    )}</select></label>
<label>Day <input name="day" type="date" required></label>
<label>What is wrong <select name="fault"><option value="">Nothing</option>${choices}</select></label>
<button>Set</button></p></form>`,
  );
}
