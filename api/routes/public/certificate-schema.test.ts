import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { formsInWords } from '../../../document/form-list.ts';
import { crowdedContent } from '../../../document/testing/crowded-content.ts';
import { formContent } from '../../../document/testing/form-content.ts';
import { certificateSchema } from './certificate-schema.ts';

// Its patterns say what the formats name.
const ajv = new Ajv2020({ strict: false, formats: { date: true, uuid: true } });
const valid = ajv.compile(certificateSchema('https://coo.example.gov.in'));

test.each(formsInWords)(
  'the published schema takes the twin of a certificate under $scheme',
  ({ scheme }) => {
    expect([valid(formContent(scheme, 3)), valid.errors]).toEqual([true, null]);
  },
);

test('and one that replaces another, with letters of many countries', () => {
  expect([valid(crowdedContent), valid.errors]).toEqual([true, null]);
});

test.each([
  ['a field more', { ...crowdedContent, stranger: 1 }],
  ['a field less', { ...crowdedContent, items: undefined }],
  ['a day that does not exist', { ...crowdedContent, issuedOn: '2026-02-30' }],
  [
    'a number for an amount',
    { ...crowdedContent, items: [{ ...crowdedContent.items[0], fob: 1 }] },
  ],
])('it refuses %s', (_what, content) => {
  expect(valid(JSON.parse(JSON.stringify(content)))).toBe(false);
});
