import { expect, test } from 'vitest';
import { refusalCodes } from '../../domain/refusal-codes.ts';
import { catalogue } from './catalogue.ts';

/* `vitest run api/problem/catalogue.test.ts -u` draws the table anew. */

test('docs/problems.md is drawn from the catalogue', async () => {
  const rows = Object.entries(catalogue).map(
    ([code, { status, title, advice }]) => `| \`${code}\` | ${status} | ${title}. | ${advice} |\n`,
  );
  const text =
    '# Problems that the API answers with\n\nDrawn from `api/problem/catalogue.ts`. Every refusal is ' +
    'problem+json (RFC 9457) with a stable `code`, what is wrong\nthis time in `detail`, what to do ' +
    'in `advice`, wrong fields as JSON Pointers in `errors`, and a `traceId` by which\nthe helpdesk ' +
    'finds it in the logs. A submission that the rules of origin refuse is answered 422 with one of ' +
    'the codes\nof [refusals](refusals.md) and the whole `reasoning`.\n\n' +
    '| code | status | meaning | what to do |\n| --- | --- | --- | --- |\n';
  await expect(text + rows.join('')).toMatchFileSnapshot('../../docs/problems.md');
});

test('a code means one thing: no problem shares its code with a refusal by the rules', () => {
  expect(Object.keys(catalogue).filter((code) => code in refusalCodes)).toEqual([]);
});
