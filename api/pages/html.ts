/** Text that is HTML already, so that it is not escaped once more. */
export type Html = { readonly html: string };

type Part = Html | string | number | null | readonly Part[];

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function textOf(part: Part): string {
  if (part === null) return '';
  if (Array.isArray(part)) return part.map(textOf).join('');
  if (typeof part === 'object' && 'html' in part) return part.html;
  return String(part).replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** A piece of HTML; whatever is put in is escaped, unless it is a piece of HTML itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return { html: String.raw({ raw: strings }, ...parts.map(textOf)) };
}
