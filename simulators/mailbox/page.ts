import { html, page } from '../http/page.ts';
import type { Message } from './message.ts';

/** All messages, the newest first. */
export function messagesPage(messages: Message[]): string {
  const rows = messages.map(
    (message) => html`<tr><td>${message.receivedAt}</td><td>${message.to.join(', ')}</td>
<td><a href="/messages/${message.id}">${message.subject || '(no subject)'}</a></td></tr>`,
  );
  return page(
    'Mailbox',
    html`<p>Every e-mail that was sent, to whomever. It has not left this machine.</p>
<table><thead><tr><th scope="col">Received</th><th scope="col">To</th><th scope="col">Subject</th>
</tr></thead><tbody>${rows}</tbody></table>`,
  );
}

/** One message, its HTML in a frame where nothing can run and nothing is loaded. */
export function messagePage(message: Message): string {
  const frame =
    message.html === ''
      ? ''
      : html`<h2>As HTML</h2><iframe sandbox title="The message as HTML" src="/messages/${message.id}/html"></iframe>`;
  return page(
    message.subject || '(no subject)',
    html`<p>From ${message.from} to ${message.to.join(', ')}, ${message.receivedAt},
delivered ${message.deliveries} time(s), Message-ID ${message.messageId}</p>
<pre>${message.text}</pre>${frame}<p><a href="/">All messages</a></p>`,
  );
}
