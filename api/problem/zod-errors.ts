import type { z } from 'zod';
import type { FieldError } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** RFC 6901: `~` and `/` inside a name are escaped. */
function pointerOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

function flatten(issue: Issue, base: readonly PropertyKey[]): FieldError[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = issue.errors.reduce((best, next) => (next.length < best.length ? next : best));
    return nearest.flatMap((inner) => flatten(inner, path));
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointerOf([...path, key]),
      detail: 'There is no such field here; leave it out.',
    }));
  }
  return [{ pointer: pointerOf(path), detail: issue.message }];
}

/** Every wrong field with a JSON Pointer; of alternatives the one that is nearest to fitting. */
export function fieldErrors(error: z.ZodError, prefix = ''): FieldError[] {
  return error.issues
    .flatMap((issue) => flatten(issue, []))
    .slice(0, 100)
    .map(({ pointer, detail }) => ({ pointer: `${prefix}${pointer}`, detail }));
}
