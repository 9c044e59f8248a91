/** A piece of HTML that was made here, not by somebody else. */
export type Html = { html: string };

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(value: string | number | Html | Html[]): string {
  if (Array.isArray(value)) return value.map((one) => one.html).join('');
  if (typeof value === 'object') return value.html;
  return String(value).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** HTML from a template: every value is escaped unless it is HTML from another such template. */
export function html(
  parts: TemplateStringsArray,
  ...values: Array<string | number | Html | Html[]>
): Html {
  return {
    html: parts
      .map((part, at) => part + (at < values.length ? escaped(values[at] ?? '') : ''))
      .join(''),
  };
}

const style = `body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:64rem;padding:1rem}
.simulator{background:#7a3b00;color:#fff;font-weight:bold;padding:.4rem .8rem}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #bbb;padding:.3rem .5rem;text-align:left}
button{font:inherit;margin:.3rem .3rem .3rem 0;padding:.4rem 1rem}iframe{border:1px solid #bbb;height:32rem;width:100%}
form{display:inline}pre{background:#f4f4f4;padding:1rem;white-space:pre-wrap}`;

/** A whole page that says at its top that it is a simulator's and moves no real money or mail. */
export function page(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>SIMULATOR: ${title}</title><style>${{ html: style }}</style></head>
<body><p class="simulator">SIMULATOR. Stands in for the real system; nothing here is real.</p>
<main><h1>${title}</h1>${body}</main></body></html>`.html;
}

/** Nothing but our own inline style may act on such a page. */
export const pageHeaders = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'",
  'x-content-type-options': 'nosniff',
};
