import type { Scheme } from './scheme.ts';
import type { Sourced } from './sourced.ts';

/** A figure of a record, by where it stands there, such as `rule.routes.0.criterion`. */
export type Figure = Sourced<unknown> & { figure: string };

const isFigure = (node: object): node is Sourced<unknown> =>
  'value' in node && 'source' in node && 'sure' in node;

/** A copy in which every figure is what `replaced` answers for it. */
function withEach(
  node: unknown,
  path: string,
  replaced: (figure: string, found: Sourced<unknown>) => Sourced<unknown>,
): unknown {
  if (typeof node !== 'object' || node === null) return node;
  if (isFigure(node)) return replaced(path, node);
  const inner = (name: string, part: unknown) =>
    withEach(part, path === '' ? name : `${path}.${name}`, replaced);
  if (Array.isArray(node)) return node.map((part, index) => inner(String(index), part));
  return Object.fromEntries(Object.entries(node).map(([name, part]) => [name, inner(name, part)]));
}

/** Every figure of a record that has a source, in the record's order. */
export function figuresOf(scheme: Scheme): Figure[] {
  const figures: Figure[] = [];
  withEach(scheme, '', (figure, found) => {
    figures.push({ figure, ...found });
    return found;
  });
  return figures;
}

/** Those that were not found in a text: to be confirmed, or corrected. */
export const uncertainFigures = (scheme: Scheme): Figure[] =>
  figuresOf(scheme).filter(({ sure }) => sure !== 'found');

/**
 * The record with some of its figures in another's place; each must be of the figure's own form.
 * Throws a RangeError for a place at which the record has none.
 */
export function withFigures(
  scheme: Scheme,
  replacing: ReadonlyMap<string, Sourced<unknown>>,
): Scheme {
  const left = new Map(replacing);
  const changed = withEach(scheme, '', (figure, found) => {
    const replaced = left.get(figure) ?? found;
    left.delete(figure);
    return replaced;
  });
  const [unknown] = left.keys();
  if (unknown !== undefined) throw new RangeError(`${scheme.code} has no figure ${unknown}`);
  return changed as Scheme;
}
