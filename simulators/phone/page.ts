import { html, page } from '../http/page.ts';
import type { AuthenticatorCode } from './authenticator.ts';
import type { ShortMessage } from './message.ts';

/** Messages by number, the newest first, and what an authenticator app would show now. */
export function phonesPage(messages: ShortMessage[], codes: AuthenticatorCode[]): string {
  const byNumber = Map.groupBy(messages, ({ to }) => to);
  const phones = [...byNumber].map(
    ([number, received]) => html`<h3>${number}</h3><table><thead><tr><th scope="col">Received</th>
<th scope="col">From</th><th scope="col">Message</th></tr></thead><tbody>${received.map(
      ({ receivedAt, sender, text }) =>
        html`<tr><td>${receivedAt}</td><td>${sender}</td><td><pre>${text}</pre></td></tr>`,
    )}</tbody></table>`,
  );
  const app = codes.map(
    ({ login, code, secondsLeft }) => html`<tr><td>${login}</td><td><b>${code}</b></td>
<td>${secondsLeft} s</td></tr>`,
  );
  return page(
    'Phones',
    html`<h2>SMS</h2><p>Every short message that was sent, to whomever. It has not left this machine.</p>
${phones.length > 0 ? phones : html`<p>None yet.</p>`}
<h2>Authenticator app</h2><p>The present codes of the demonstration's people, as an app on their
phones would show them. Load the page again for newer ones.</p>
<table><thead><tr><th scope="col">Login</th><th scope="col">Code</th><th scope="col">For another</th>
</tr></thead><tbody>${app}</tbody></table>`,
  );
}
