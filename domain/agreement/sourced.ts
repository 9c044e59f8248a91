/** How well a figure is known: `found` in a source that can be looked up, `known` from practice
 * without a source at hand, `inferred` from what was found. */
export type Sureness = 'found' | 'known' | 'inferred';

/** A figure of an agreement with where it stands, so that nobody takes memory for law. */
export type Sourced<Value> = { value: Value; source: string; sure: Sureness };

/** Where a figure stands, as reasoning names it: what was not found in a text says so. */
export function citation({ source, sure }: Pick<Sourced<unknown>, 'source' | 'sure'>): string {
  return sure === 'found' ? source : `${source} [${sure}, not confirmed]`;
}
