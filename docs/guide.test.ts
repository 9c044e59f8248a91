import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { endpoints } from '../api/endpoints.ts';

const guide = readFileSync(new URL('guide.md', import.meta.url), 'utf8');
const routes = endpoints.map(({ method, path }) => `${method.toUpperCase()} ${path}`);

/** `{id}` by whatever name, in the guide and in a route. */
const shape = (request: string) => request.replaceAll(/\{\w+\}/g, '{}');

test('R80 the guide is for each kind of user, and answers questions', () => {
  const parts = [...guide.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
  expect(parts).toEqual(
    expect.arrayContaining([
      'Getting an account',
      'Signing in',
      'For exporters',
      'For officers',
      'For administrators of agencies',
      'For whoever holds a certificate',
      'Questions',
    ]),
  );
  const questions = guide.slice(guide.indexOf('## Questions')).match(/^\*\*[^*]+\*\*/gm) ?? [];
  expect(questions.length).toBeGreaterThan(12);
});

test('R80 every request that the guide names is one of the API', () => {
  const named = [...guide.matchAll(/`(GET|POST|PUT|DELETE) (?:\/api\/v1)?(…?\/[\w\-/{}]+)`/g)];
  expect(named.length).toBeGreaterThan(10);
  const unknown = named.filter(([, method, path = '']) =>
    routes.every((route) =>
      path.startsWith('…')
        ? !(route.startsWith(`${method} `) && route.endsWith(path.slice(1)))
        : shape(route) !== shape(`${method} ${path}`),
    ),
  );
  expect(unknown.map(([text]) => text)).toEqual([]);
});
