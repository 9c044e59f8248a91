/** A value as JSON has it. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** One thing that is not as before; `undefined` where there was or is nothing. */
export type Difference = { pointer: string; before?: Json; after?: Json };

const token = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

const isNested = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const sameShape = (one: unknown, other: unknown): boolean =>
  isNested(one) && isNested(other) && Array.isArray(one) === Array.isArray(other);

/**
 * What differs between two values of JSON, as deep down as possible, with JSON Pointers (RFC 6901)
 * in the order of the second value, then of what it has no more. Members of arrays are compared by
 * their place. A member that is `undefined` counts as absent.
 */
export function differences(before: unknown, after: unknown, pointer = ''): Difference[] {
  if (Object.is(before, after)) return [];
  if (!sameShape(before, after)) {
    return [
      {
        pointer,
        ...(before === undefined ? {} : { before: before as Json }),
        ...(after === undefined ? {} : { after: after as Json }),
      },
    ];
  }
  const [was, is] = [before, after] as [Record<string, unknown>, Record<string, unknown>];
  return [...new Set([...Object.keys(is), ...Object.keys(was)])].flatMap((name) =>
    differences(was[name], is[name], `${pointer}/${token(name)}`),
  );
}
