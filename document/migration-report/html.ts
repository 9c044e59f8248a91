import { type MigrationReport, reportHead, reportTables, reportTitle } from './report.ts';

const letters: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => letters[letter] ?? '');

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
color:#0d1218;background:#fff}table{border-collapse:collapse;width:100%;margin-bottom:1.5rem}
th,td{border-bottom:1px solid #b8c0cc;padding:.3rem .6rem;text-align:left;overflow-wrap:anywhere}
caption{text-align:left;font-weight:700;padding:.5rem 0}`;

const row = (cells: readonly string[], tag: 'th' | 'td') =>
  `<tr>${cells
    .map((cell) => `<${tag}${tag === 'th' ? ' scope="col"' : ''}>${escaped(cell)}</${tag}>`)
    .join('')}</tr>`;

/** The report as one page that needs nothing else: no script, no address. */
export function reportHtml(report: MigrationReport): string {
  const tables = reportTables(report).map(({ title, rows: [head = [], ...rest] }) => {
    const body = rest.map((cells) => row(cells, 'td')).join('\n');
    return `<table><caption>${escaped(title)}</caption><thead>${row(head, 'th')}</thead><tbody>
${body}</tbody></table>`;
  });
  const head = reportHead(report).map((line) => `<p>${escaped(line)}</p>`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${reportTitle}</title><style>${style}</style></head>
<body><main><h1>${reportTitle}</h1>
${head.join('\n')}
${tables.join('\n')}
</main></body></html>
`;
}
