import { z } from 'zod';
import type { Endpoint } from '../endpoint.ts';
import { problemCodesOf } from '../openapi/problem-codes.ts';
import { catalogue } from '../problem/catalogue.ts';
import { type Html, html } from './html.ts';
import { both, page } from './layout.ts';

const schemaText = (schema: z.ZodType, io: 'input' | 'output') =>
  JSON.stringify(z.toJSONSchema(schema, { io, target: 'openapi-3.0' }), null, 2);

const folded = (title: string, schema: z.ZodType, io: 'input' | 'output'): Html =>
  html`<details><summary>${title}</summary><pre tabindex="0">${schemaText(schema, io)}</pre></details>`;

const anchorOf = ({ method, path }: Endpoint) => `${method}${path.replaceAll(/[^a-z]+/gi, '-')}`;

function answersOf({ answers }: Endpoint): Html[] {
  return Object.entries(answers).map(([status, { description, schema, mediaType }]) =>
    schema
      ? folded(`${status} ${description}`, schema, 'output')
      : html`<p>${status} ${description} ${mediaType ?? null}</p>`,
  );
}

function sectionOf(endpoint: Endpoint): Html {
  const { method, path, summary, description, access, idempotency } = endpoint;
  const codes = problemCodesOf(endpoint).map(
    (code) =>
      html`<li>${catalogue[code].status} <a href="/problems#${code}"><code>${code}</code></a></li>`,
  );
  return html`<section class="card" id="${anchorOf(endpoint)}">
<h2><code>${method.toUpperCase()} /api/v1${path}</code></h2>
<p><b>${summary}.</b> ${description ?? null}</p>
<p><small>${access === 'public' ? 'Open to anybody.' : 'For people who have signed in.'}
${idempotency === 'message' ? 'Needs an Idempotency-Key.' : null}
${idempotency === 'record' ? 'Takes an Idempotency-Key.' : null}</small></p>
${endpoint.querySchema && folded('Query', endpoint.querySchema, 'input')}
${endpoint.bodySchema && folded('Body', endpoint.bodySchema, 'input')}
${answersOf(endpoint)}
<details><summary>Problems</summary><ul>${codes}</ul></details>
</section>`;
}

/** The API's reference, made from the endpoints themselves: no script, nothing from elsewhere. */
export function referencePage(endpoints: readonly Endpoint[]): string {
  const tags = Map.groupBy(endpoints, ({ tag }) => tag);
  const contents = [...tags].map(
    ([tag, list]) =>
      html`<li><b>${tag}</b><ul>${list.map(
        (
          one,
        ) => html`<li><a href="#${anchorOf(one)}"><code>${one.method.toUpperCase()} ${one.path}</code></a>
<small>${one.summary}</small></li>`,
      )}</ul></li>`,
  );
  return page(
    'API',
    html`<h1>${both('HTTP API, version 1', 'एचटीटीपी एपीआई')}</h1>
<p>Made from the schemas that requests are checked by. For programs:
<a href="/api/v1/openapi.json">openapi.json</a>. Every code of refusal:
<a href="/problems">problems</a>.</p>
<section class="card"><ul class="lines">${contents}</ul></section>
${[...tags.values()].flat().map(sectionOf)}`,
  );
}
