import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { settings } from '../env.ts';
import { readCompose } from '../test/compose-file.ts';
import { searchAttributes } from '../workflows/search-attributes.ts';

const { services } = readCompose();
const entrypoint = readFileSync(new URL('./entrypoint.sh', import.meta.url), 'utf8');
/** Settings that the image's entrypoint reads from a secret's file, by that file's name. */
const fromFiles = [...entrypoint.matchAll(/^from_file (\w+) (\S+)$/gm)].map(
  ([, name = '', file = '']) => ({ name, file }),
);

const processes = [
  ['migrate', settings.database],
  ['worker', settings.worker],
  ['migration-worker', settings.migration],
  ['api', settings.api],
] as const;

describe.each(processes)('%s', (name, schema) => {
  const service = services[name];
  const inClear = Object.keys(service?.environment ?? {});
  const asFiles = fromFiles.filter(({ file }) => service?.secrets?.includes(file));
  const known: Record<string, { safeParse: (value: unknown) => { success: boolean } }> =
    schema.shape;

  test('is given every setting that has no default', () => {
    const given = [...inClear, ...asFiles.map(({ name }) => name)];
    const missing = Object.entries(known)
      .filter(([key, setting]) => !setting.safeParse(undefined).success && !given.includes(key))
      .map(([key]) => key);
    expect(missing).toEqual([]);
  });

  test('is given nothing that it does not know', () => {
    const given = [...inClear, ...asFiles.map(({ name }) => name)];
    // The driver of PostgreSQL reads this one itself.
    const unknown = given.filter((key) => key !== 'PGPASSWORD' && !(key in known));
    expect(unknown).toEqual([]);
  });

  test('is given values that it accepts', () => {
    const written = Object.entries(service?.environment ?? {}).map(([key, value]) => {
      const filledIn = value.replace(/\$\{[A-Z_]+:\?[^}]*\}/, 'https://example.gov.in');
      return [key, filledIn.replace(/\$\{[A-Z_]+:-([^}]*)\}/, '$1')] as const;
    });
    const refused = written.filter(([key, value]) => !known[key]?.safeParse(value).success);
    expect(refused).toEqual([]);
  });
});

test('a default in docker-compose.yml is the default of env.ts', () => {
  const written = services.worker?.environment?.MAIL_FROM ?? '';
  expect(/:-([^}]+)\}/.exec(written)?.[1]).toBe(settings.worker.shape.MAIL_FROM.parse(undefined));
});

test('Temporal is given the search attributes of the typed list, and the namespace of the product', () => {
  const job = services['temporal-namespace']?.environment;
  const typed = searchAttributes.map(({ name, type }) => `${name}=${temporalName(type)}`);
  expect(job?.SEARCH_ATTRIBUTES?.split(' ')).toEqual(typed);
  expect(job?.TEMPORAL_NAMESPACE).toBe(services.worker?.environment?.TEMPORAL_NAMESPACE);
});

/** KEYWORD_LIST is `KeywordList` to Temporal's command line. */
function temporalName(type: string): string {
  return type.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter) => letter.toUpperCase());
}
