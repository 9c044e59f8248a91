import { describe, expect, it } from 'vitest';
import { endpoints } from '../endpoints.ts';
import { openApiDocument } from './document.ts';
import { portablePattern } from './plain-json-schema.ts';

const document = openApiDocument(endpoints, 'https://ecoo.example');
const operations = endpoints.map(({ method, path }) => ({
  name: `${method} ${path}`,
  operation: document.paths?.[path]?.[method],
}));

describe('OpenAPI document', () => {
  it.each(operations)('tells of $name, every problem with its code', ({ operation }) => {
    expect(operation?.summary).toBeTruthy();
    const { responses = {} } = operation ?? {};
    const statuses = Object.keys(responses);
    expect(statuses).toEqual(expect.arrayContaining(['404', '405', '500', '503']));
    for (const status of statuses.filter((one) => Number(one) >= 400)) {
      expect(JSON.stringify(responses[status])).toMatch(/application\/problem\+json.*Problem/);
      expect(responses[status]).toMatchObject({ description: expect.stringMatching(/`[a-z-]+`/) });
    }
  });

  it('names each operation once and resolves every reference', () => {
    const ids = operations.map(({ operation }) => operation?.operationId);
    expect(new Set(ids).size).toBe(endpoints.length);
    const text = JSON.stringify(document);
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      expect(document.components?.schemas).toHaveProperty(name);
    }
  });

  it('takes as application exactly what the route takes: no field more', () => {
    expect(document.components?.schemas?.Application).toMatchObject({
      additionalProperties: false,
      required: expect.arrayContaining(['scheme', 'items', 'thirdCountryInvoice']),
    });
  });

  it('patterns say to every reader of JSON Schema what they say to us', () => {
    expect(portablePattern('^[^\\p{Cc}\\p{Cs}\\p{Co}]*$/u')).toBe(
      '^[^\\u0000-\\u001f\\u007f-\\u009f\\ue000-\\uf8ff]*$',
    );
    expect(portablePattern('^[A-Z/]{1,3}$')).toBe('^[A-Z/]{1,3}$');
    expect(() => portablePattern('^a$/i')).toThrow('cannot be told');
    expect(() => portablePattern('^\\p{L}$/u')).toThrow('cannot be told');
    const printed = JSON.stringify(openApiDocument(endpoints, 'https://ecoo.example'));
    expect(printed).not.toMatch(/\\\\p\{|\/u"/);
  });

  it('says of a named thing that may be missing that it may be null', () => {
    expect(document.components?.schemas?.Certificate).toMatchObject({
      properties: { producer: { anyOf: [{ $ref: expect.any(String) }, { type: 'null' }] } },
    });
    expect(JSON.stringify(document)).not.toContain('allOf');
  });
});
